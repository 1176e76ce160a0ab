import CaseStore
import ExchangeCore
import Foundation
import NodeMetrics
import Testing

@testable import CityNode

@Suite("What a node measures", .serialized)
struct NodeMetricsTests {
    /// The page of a node, by line.
    private func page(_ node: CityNode) async throws -> [String: Double] {
        var page = MetricsPage()
        try await node.measure(&page, await node.promptExchangeReport())
        var values: [String: Double] = [:]
        for line in page.text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            values[parts.dropLast().joined(separator: " ")] = parts.last.flatMap { Double($0) }
        }
        return values
    }

    @Test("Numbers follow a case, and the backlog of a peer that is away grows old")
    func followsACase() async throws {
        let (quzhou, nanping) = (Sample.quzhou, Sample.nanping)
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let (left, right) = (town[quzhou], town[nanping])
        let paper = try await left.put(Sample.bytes(300_000, seed: 1))
        let number = try await left.submit(to: nanping, materials: [paper])
        try await left.reaches(.registered, number)
        try await right.holds(paper)
        let here = try await page(left)
        #expect(here[#"tongban_cases{state="registered"}"#] == 1)
        #expect(here[#"tongban_transactions_total{result="done"}"#] ?? 0 >= 2)
        #expect(here[#"tongban_transactions_total{result="failed"}"#] == 0)
        #expect(here["tongban_commit_seconds_count"] ?? 0 >= 2)
        #expect(here["tongban_transaction_jobs_count"] == here[#"tongban_transactions_total{result="done"}"#])
        #expect(here["tongban_material_sent_bytes_total"] ?? 0 >= 300_000)
        #expect(here["tongban_materials"] == 1)
        #expect(here[#"tongban_peer_sent_entries_total{peer="350700",lane="case"}"#] ?? 0 >= 1)
        #expect(here[#"tongban_peer_received_entries_total{peer="350700",lane="result"}"#] ?? 0 >= 1)
        #expect(here["tongban_disk_size_bytes"] ?? 0 > here["tongban_disk_free_bytes"] ?? .infinity)
        #expect(here["tongban_database_wal_bytes"] ?? 0 > 0)
        #expect(here["tongban_process_resident_memory_bytes"] ?? 0 > 1_000_000)
        #expect(here["tongban_exchange_up"] == 1)
        #expect(here[#"tongban_not_ready{reason="starting"}"#] == 1, "nobody runs it as a service here")
        #expect(abs(here[#"tongban_peer_clock_offset_seconds{peer="350700"}"#] ?? 99) < 60)
        let there = try await page(right)
        #expect(there["tongban_material_received_bytes_total"] ?? 0 >= 300_000)
        #expect(there["tongban_materials_wanted"] == 0 && there["tongban_materials_fetching"] == 0)

        town.stop(nanping)
        _ = try await left.submit(to: nanping)
        let entries = #"tongban_peer_backlog_entries{peer="350700",lane="case"}"#
        try await until("the backlog to grow old") {
            let values = try await page(left)
            return values[entries] ?? 0 >= 1
                && values[#"tongban_peer_backlog_seconds{peer="350700",lane="case"}"#] ?? 0 > 0
        }
        try town.start(nanping)
        try await until("the backlog to be gone") { try await page(left)[entries] == 0 }
    }

    @Test("An exchange that has ended does not keep whoever watches waiting")
    func endedExchange() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        #expect(await node.exchange.report(within: .seconds(60)) != nil)
        node.exchange.stop()
        #expect(await node.exchange.report(within: .seconds(60)) == nil)
        let values = try await page(node)
        #expect(values["tongban_exchange_up"] == 0 && values["tongban_ready"] == 0)
        #expect(values[#"tongban_not_ready{reason="exchange-stuck"}"#] == 1)
    }

    @Test("A transaction that could not be written is an obstacle until one can be")
    func trouble() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        node.started.set()
        let report = try await node.exchangeReport()
        #expect(node.obstacles(report).isEmpty)
        node.meters.writer.failed(StoreError.io(detail: "disk"))
        #expect(node.obstacles(report).map(\.code) == [.storeNotWritable])
        #expect(try await page(node)[#"tongban_transactions_total{result="failed"}"#] == 1)
        await node.proveWriting()
        #expect(node.obstacles(report).isEmpty)
    }
}
