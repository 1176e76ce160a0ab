import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func alerts() async throws(ServiceError) -> AlertReport {
        let channels = await node.alerts.channels()
        return AlertReport(
            alarms: node.alarms.list.map(NodeStatus.Alarm.init),
            channels: channels.map { state in
                let (channel, rules) = (state.channel, state.channel.rules)
                return AlertChannelStatus(
                    name: channel.name,
                    kind: AlertKind(channel.target.kind),
                    level: AlertLevel(rules.level),
                    codes: rules.codes.map { $0.map(\.rawValue).sorted() },
                    repeatHours: rules.repeatHours,
                    tellsCleared: rules.tellsCleared,
                    standSeconds: rules.standSeconds,
                    lastSentAt: state.standing.lastSentAt,
                    failure: state.standing.failure
                )
            }
        )
    }

    func testAlerts(_ channel: String?) async throws(ServiceError) -> [AlertTest] {
        guard let results = await node.alerts.test(channel) else { throw .notFound(.alertChannel, channel ?? "") }
        return results.map { result in
            AlertTest(
                channel: result.channel,
                kind: AlertKind(result.kind),
                isDelivered: result.isDelivered,
                answer: result.answer,
                remedy: result.remedy
            )
        }
    }
}

extension NodeStatus.Alarm {
    init(_ alarm: AlarmBoard.Alarm) {
        self.init(
            code: alarm.code.rawValue,
            name: alarm.code.chineseName,
            level: AlertLevel(alarm.level),
            since: alarm.since,
            peer: alarm.peer.map { CityCode($0) },
            text: alarm.text
        )
    }
}

extension AlertLevel {
    init(_ level: AlarmLevel) {
        self =
            switch level {
            case .info: .info
            case .warning: .warning
            case .critical: .critical
            }
    }
}

extension AlertKind {
    init(_ kind: AlertChannel.Kind) {
        self =
            switch kind {
            case .mail: .mail
            case .dingTalk: .dingtalk
            case .webhook: .webhook
            }
    }
}
