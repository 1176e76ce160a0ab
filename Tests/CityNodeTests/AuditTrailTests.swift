import CaseModel
import CaseStore
import Foundation
import Testing

@testable import CityNode

@Suite("The audit trail: appended with what it tells of, and checked from the first record")
struct AuditTrailTests {
    private let city: TestCity

    init() throws { city = try TestCity(Sample.quzhou, peers: [Sample.nanping]) }

    private static func event(_ index: Int) -> AuditEvent {
        AuditEvent(
            at: 1_795_446_000_000 + Int64(index),
            account: "李四",
            role: .windowClerk,
            office: "一窗",
            action: .reveal,
            number: Sample.number(Sample.quzhou, random: 1),
            field: .applicantName,
            purpose: .handle,
            reason: "核对材料原件",
            refusal: index.isMultiple(of: 3) ? .closed : nil
        )
    }

    @Test("Records of one transaction and of many make one chain, also after a restart")
    func chain() async throws {
        try city.run { scope in for index in 0..<3 { try AuditTrail(scope: scope).append(Self.event(index)) } }
        try city.restart()
        try city.run { try AuditTrail(scope: $0).append(Self.event(3)) }
        let rows = try city.read { try $0.audit(AuditFilter()) }
        #expect(rows.map(\.record.event) == (0..<4).reversed().map(Self.event))
        let check = try await AuditCheck.walk(city.store, known: rows[2].record.digest)
        #expect(check.sound == 4 && check.broken == nil && check.holdsKnown == true)
        #expect(check.head == rows[0].record.digest)
        let cut = try await AuditCheck.walk(city.store, known: Sample.digest([1]))
        #expect(cut.broken == nil && cut.holdsKnown == false)
    }

    @Test("A job that fails leaves no record, and the next one follows on what is there")
    func undone() async throws {
        struct Undone: Error {}
        let outcomes = city.transaction([
            { try AuditTrail(scope: $0).append(Self.event(0)) },
            { scope in
                try AuditTrail(scope: scope).append(Self.event(1))
                throw Undone()
            },
            { try AuditTrail(scope: $0).append(Self.event(2)) },
        ])
        #expect(outcomes.map { $0 != nil } == [false, true, false])
        #expect(
            try city.read { try $0.audit(AuditFilter()) }.map(\.record.event.at) == [2, 0].map { Self.event($0).at }
        )
        let check = try await AuditCheck.walk(city.store, known: nil)
        #expect(check.sound == 2 && check.broken == nil && check.holdsKnown == nil)
    }

    @Test("A trail longer than one piece is walked to its end, and a record that does not follow is named")
    func long() async throws {
        let count = AuditCheck.recordsAtOnce + 7
        try city.run { scope in for index in 0..<count { try AuditTrail(scope: scope).append(Self.event(index)) } }
        #expect(try await AuditCheck.walk(city.store, known: nil).sound == Int64(count))
        // The digest is not that of the event: as if somebody had written beside the node.
        try city.run { scope in
            let last = try #require(try scope.writer.lastAudit())
            let forged = AuditRecord(
                kept: Self.event(0),
                previous: last.record.digest,
                digest: Sample.digest([2])
            )
            _ = try scope.writer.addAudit(forged)
        }
        let check = try await AuditCheck.walk(city.store, known: Sample.digest([2]))
        #expect(check.sound == Int64(count) && check.broken == AuditID(rawValue: Int64(count + 1)))
        #expect(check.holdsKnown == false)
    }
}
