import CaseModel
import NodeAPI

extension MemoryNode {
    package func alerts() async throws(ServiceError) -> AlertReport {
        try change { state throws(ServiceError) -> AlertReport in
            AlertReport(
                alarms: [Self.sampleAlarm(at: state.clock)],
                channels: [
                    .init(
                        name: "duty-mail",
                        kind: .mail,
                        level: .warning,
                        codes: nil,
                        repeatHours: 4,
                        tellsCleared: true,
                        standSeconds: 30,
                        lastSentAt: state.clock,
                        failure: nil
                    ),
                    .init(
                        name: "robot",
                        kind: .dingtalk,
                        level: .critical,
                        codes: ["halted"],
                        repeatHours: 0,
                        tellsCleared: false,
                        standSeconds: 0,
                        lastSentAt: nil,
                        failure: "nothing answered in time"
                    ),
                ]
            )
        }
    }

    package func testAlerts(_ channel: String?) async throws(ServiceError) -> [AlertTest] {
        let all = [
            AlertTest(channel: "duty-mail", kind: .mail, isDelivered: true, answer: "250 taken", remedy: nil),
            AlertTest(
                channel: "robot",
                kind: .dingtalk,
                isDelivered: false,
                answer: "nothing answered in time",
                remedy: "see whether this machine reaches it"
            ),
        ]
        let chosen = all.filter { channel == nil || $0.channel == channel }
        guard !chosen.isEmpty else { throw .notFound(.alertChannel, channel ?? "") }
        return chosen
    }

    static func sampleAlarm(at clock: Int64) -> NodeStatus.Alarm {
        .init(
            code: "backlog",
            name: "积压将满",
            level: .warning,
            since: clock,
            peer: nanping,
            text: "The backlog for 350700 is at 71 % of its limit. See whether its node runs."
        )
    }
}
