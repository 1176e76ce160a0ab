import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Alarms of a running node")
struct AlarmNodeTests {
    private func codes(_ node: CityNode) -> Set<String> { Set(node.alarms.list.map(\.code.rawValue)) }

    @Test("The disk's alarm follows its limit, and old backlog is told")
    func looks() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        try town.configure(Sample.quzhou, adding: "alerts: {disk-free: 2000000 GiB}")
        let node = try town.start(Sample.quzhou)
        await node.lookAround()
        #expect(node.alarms.list.map(\.level) == [.critical])
        #expect(codes(node) == ["disk-low"])
    }

    /// A node of a town with other limits than its file has.
    private func start(_ town: Town, _ change: (inout Configuration) -> Void) throws -> CityNode {
        var configuration = try town.configuration(Sample.quzhou)
        change(&configuration)
        return try CityNode(configuration: configuration, log: Sample.silent)
    }

    @Test("An exchange thread that hangs is told until it goes on, and holds nothing else up")
    func hangs() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let faults = FaultPoints(environment: ["TONGBAN_FAULT": "freeze-exchange:1"])
        let configuration = try town.configuration(Sample.quzhou)
        let node = try CityNode(configuration: configuration, log: Sample.silent, faults: faults)
        defer { node.stop() }
        try town.start(Sample.nanping)
        try await until("they meet") { try await node.exchangeReport().peers[Sample.nanping]?.isConnected == true }
        _ = try await node.submit(to: Sample.nanping)
        try await until("it hangs") {
            await node.lookAround()
            return codes(node) == ["exchange-stuck"]
        }
        faults.thaw()
        try await until("it goes on") {
            await node.lookAround()
            return codes(node).isEmpty
        }
    }

    @Test("A clock's alarm ends when the clock is right, also where no case goes to the peer")
    func clocks() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        try town.start(Sample.nanping)
        try await until("they meet") { try await node.exchangeReport().peers[Sample.nanping]?.isConnected == true }
        let asked = Clock.steady.advanced(byMilliseconds: -AlarmThresholds.clockAskMilliseconds)
        for _ in 0..<AlarmThresholds.clockReadings {
            node.clockWatch.take(ahead: 90_000, of: Sample.nanping, at: asked)
        }
        #expect(codes(node) == ["clock-apart"])
        try await until("the peer is asked and told the time") {
            await node.lookAround()
            return codes(node).isEmpty
        }
        let alliance = StreamKey(peer: Sample.nanping, lane: .alliance)
        // What it told comes before it is kept.
        try await until("its receipt is kept") {
            try await node.store.read { try $0.receipt(alliance) }?.through.sequence ?? 0 > 0
        }
    }

    @Test("What waits for a peer is told when it is much and when it is old, and is over when it has gone")
    func backlog() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try start(town) {
            $0.backlogBytesPerPeerMax = 3_000
            $0.alerts.thresholds.backlogAgeMinutes = 0
        }
        defer { node.stop() }
        await node.lookAround()
        #expect(codes(node).isEmpty)
        try town.start(Sample.nanping)
        try await until("they meet") { try await node.exchangeReport().peers[Sample.nanping]?.isConnected == true }
        town.stop(Sample.nanping)
        for _ in 0..<20 where !codes(node).contains("backlog") {
            _ = try? await node.submit(to: Sample.nanping)
            await node.lookAround()
        }
        #expect(codes(node).isSuperset(of: ["backlog", "backlog-old"]))
        try town.start(Sample.nanping)
        try await until("all is receipted") {
            await node.lookAround()
            return codes(node).isDisjoint(with: ["backlog", "backlog-old"])
        }
    }

    @Test("A reconciliation without an answer is outstanding until there is one with nothing outstanding")
    func outstanding() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        await node.reconcileAll()
        #expect(codes(node) == ["outstanding"])
        try town.start(Sample.nanping)
        try await until("they meet") { try await node.exchangeReport().peers[Sample.nanping]?.isConnected == true }
        try await until("nothing is outstanding") {
            await node.reconcileAll()
            return codes(node).isEmpty
        }
    }

    @Test("Dead deliveries of a webhook are told until they are replayed")
    func deadDeliveries() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try start(town) { $0.webhookHosts = ["127.0.0.1"] }
        defer { node.stop() }
        let draft = WebhookDraft(url: "http://127.0.0.1:9/", filter: EventFilter())
        let key = CommandKey(key: "a", request: [])
        let id = WebhookID(rawValue: try await node.addWebhook(draft, key: key).answer.id)
        _ = try await node.submit(to: Sample.nanping)
        try await node.pipeline.run { scope in
            var delivery = WebhookDelivery(try scope.writer.lastEntry(), nextAt: 0)
            (delivery.attempts, delivery.firstAt, delivery.lastAt, delivery.diedAt) = (1, 1, 1, 1)
            try scope.writer.keepDelivery(delivery, of: id)
        }
        await node.lookAround()
        #expect(codes(node) == ["webhook-dead"])
        _ = try await node.replayDeliveries(of: id, nil, key: CommandKey(key: "b", request: []))
        await node.lookAround()
        #expect(codes(node).isEmpty)
    }

    @Test("A token that is in use and ends soon is told, one that nobody uses is not")
    func tokens() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        let day = LocalDay.dayMilliseconds
        func shelf(_ days: Int64, used: Int64?) -> AccountAnswer {
            let record = TokenRecord(
                id: "aebagbafaydqqci\(days)",
                account: 1,
                label: "x",
                scopes: [.casesRead],
                createdAt: node.now,
                createdBy: "y",
                expiresAt: node.now + days * day,
                revokedAt: nil,
                lastUsedAt: used
            )
            let account = Account(kind: .system, name: "x", roles: [.reviewer], offices: ["y"])
            let holder = AccountRecord(id: 1, account: account, createdAt: 0, createdBy: "y")
            return AccountAnswer(account: holder, token: record)
        }
        node.tokens.take(shelf(5, used: node.now), hash: [1])
        node.tokens.take(shelf(4, used: node.now - 31 * day), hash: [2])
        node.tokens.take(shelf(90, used: node.now), hash: [3])
        await node.lookAround()
        #expect(node.alarms.list.filter { $0.code == .tokenEnds }.map(\.detail) == ["aebagbafaydqqci5"])
        var gone = shelf(5, used: node.now)
        gone.token?.revokedAt = node.now
        node.tokens.take(gone, hash: nil)
        await node.lookAround()
        #expect(codes(node).isEmpty)
    }

    @Test("Nothing can be written, and then it can")
    func commits() {
        let board = AlarmBoard()
        let tell = CityNode.commitsAlarm(board)
        tell(StoreError.diskFull(detail: "13"))
        #expect(board.list.map(\.code) == [.commitsFail])
        tell(nil)
        #expect(board.list.isEmpty)
    }

    @Test("Every code is in the runbook with its level, and nothing else is")
    func runbook() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Deploy/README.md")
        let text = try String(contentsOf: file.standardized, encoding: .utf8)
        let rows = text.matches(of: /\n\| `([a-z-]+)` ([^|]*) \| ([a-z ,]+) \|/)
        let listed = rows.map { String($0.1) }
        #expect(Set(listed) == Set(AlarmCode.allCases.map(\.rawValue)))
        #expect(listed.count == AlarmCode.allCases.count)
        for row in rows {
            guard let code = AlarmCode(rawValue: String(row.1)) else { continue }
            #expect(row.2 == code.chineseName, "\(code)")
            #expect(row.3.hasPrefix(code.level.rawValue), "\(code)")
        }
    }
}
