import ExchangeCore
import SwiftProtobuf

extension FrameCodec {
    func encode(_ hello: Hello) throws(WireError) -> [UInt8] {
        try check(software: hello.software, maintenanceReason: hello.maintenance?.reason)
        guard hello.session != 0 else { throw .sessionMissing }
        let message = WireHello.with {
            $0.node = hello.node.number
            $0.epoch = hello.epoch
            $0.session = hello.session
            $0.heard = hello.heard
            $0.versionMin = hello.versions.lowerBound
            $0.versionMax = hello.versions.upperBound
            $0.software = hello.software
            if let maintenance = hello.maintenance {
                $0.maintenance = .with {
                    $0.untilMs = maintenance.until.milliseconds
                    $0.reason = maintenance.reason
                }
            }
            $0.challenge = hello.challenge
            $0.echo = hello.echo
            $0.standings = hello.standings.sorted { $0.key < $1.key }.map { lane, standing in
                WireLaneStanding.with {
                    $0.lane = WireLane(lane)
                    $0.received = standing.received.message
                    $0.sent = standing.sent.message
                }
            }
        }
        return try checked(WireFrame.with { $0.hello = message }.written)
    }

    func hello(_ bytes: UnsafeRawBufferPointer, from peer: NodeCode) throws(WireError) -> Hello {
        let message: WireHello = try .read(bytes, part: .hello)
        let speaker = try NodeCode(wire: UInt64(message.node))
        guard speaker == peer else { throw .helloWrongNode(expected: peer, got: speaker) }
        guard message.session != 0 else { throw .sessionMissing }
        let (min, max) = (message.versionMin, message.versionMax)
        guard min > 0, min <= max else { throw .versionsWrong(min: min, max: max) }
        let maintenance = message.hasMaintenance ? message.maintenance : nil
        try check(software: message.software, maintenanceReason: maintenance?.reason)
        return Hello(
            node: speaker,
            epoch: message.epoch,
            session: message.session,
            heard: message.heard,
            versions: min...max,
            software: message.software,
            maintenance: try maintenance.map(Maintenance.init(reading:)),
            standings: try standings(message.standings),
            challenge: message.challenge,
            echo: message.echo
        )
    }

    private func check(software: String, maintenanceReason: String?) throws(WireError) {
        guard software.utf8.count <= WireLimits.softwareBytesMax else {
            throw .textTooLong(.software, bytes: software.utf8.count)
        }
        guard let reason = maintenanceReason, reason.utf8.count > WireLimits.reasonBytesMax else { return }
        throw .textTooLong(.maintenanceReason, bytes: reason.utf8.count)
    }

    private func standings(_ messages: [WireLaneStanding]) throws(WireError) -> [Lane: Hello.Standing] {
        guard messages.count <= WireLimits.standingsMax else { throw .standingsTooMany(messages.count) }
        var standings: [Lane: Hello.Standing] = [:]
        for message in messages {
            // A lane of a newer version is none of ours.
            if case .UNRECOGNIZED = message.lane { continue }
            let lane = try Lane(wire: message.lane.number)
            let standing = Hello.Standing(received: try Position(message.received), sent: try Position(message.sent))
            guard standings.updateValue(standing, forKey: lane) == nil else { throw .laneRepeated(lane) }
        }
        return standings
    }
}

extension Maintenance {
    fileprivate init(reading message: WireMaintenance) throws(WireError) {
        self.init(until: try Instant(wire: message.untilMs), reason: message.reason)
    }
}
