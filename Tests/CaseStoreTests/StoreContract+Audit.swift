import CaseModel
import GRDB
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func theAuditTrailIsAppended(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        #expect(try fixture.read { try $0.lastAudit() } == nil)
        #expect(try fixture.read { try $0.audit(AuditFilter()) }.isEmpty)
        let records = AuditSample.chain(5)
        for (index, record) in records.enumerated() {
            let id = try fixture.write { try $0.addAudit(record) }
            #expect(id.rawValue == Int64(index + 1))
            #expect(try fixture.read { try $0.lastAudit() } == AuditRow(id: id, record: record))
        }
        let kept = try fixture.read { try $0.audit(AuditFilter()) }
        #expect(kept.map(\.record) == records.reversed(), "every part is kept, those that are nil too")
        let links = try fixture.read { try $0.auditChain(after: AuditID(rawValue: 1), limit: 3) }
        #expect(links == (2...4).map { AuditLink(id: AuditID(rawValue: $0), record: records[Int($0) - 1]) })
        #expect(try fixture.read { try $0.auditChain(after: AuditID(rawValue: 5), limit: 3) }.isEmpty)
    }

    @Test(arguments: StoreFixture.Way.allCases) func auditPages(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let records = AuditSample.chain(6)
        try fixture.write { writer throws in for record in records { _ = try writer.addAudit(record) } }
        func ids(_ change: (inout AuditFilter) -> Void) throws -> [Int64] {
            var filter = AuditFilter()
            change(&filter)
            return try fixture.read { try $0.audit(filter) }.map(\.id.rawValue)
        }
        #expect(try ids { $0.limit = 2 } == [6, 5])
        #expect(try ids { $0.before = AuditID(rawValue: 5) } == [4, 3, 2, 1])
        #expect(try ids { $0.number = Sample.number(1) } == [6, 4, 2])
        #expect(try ids { $0.account = "wang.fang" } == [4, 1])
        #expect(try ids { ($0.number, $0.account) = (Sample.number(0), "li.na") } == [5])
        #expect(try ids { ($0.number, $0.before, $0.limit) = (Sample.number(1), AuditID(rawValue: 6), 1) } == [4])
        #expect(try ids { $0.account = "nobody" }.isEmpty)
    }

    @Test func aRecordThatDoesNotFollowIsRefused() throws {
        let fixture = try StoreFixture(.staysOpen)
        let records = AuditSample.chain(3)
        try fixture.write { _ = try $0.addAudit(records[0]) }
        for wrong in [records[0], records[2]] {
            let error = #expect(throws: StoreError.self) { try fixture.write { try $0.addAudit(wrong) } }
            guard case .constraint = error else {
                Issue.record("\(error as Any)")
                return
            }
        }
        try fixture.write { _ = try $0.addAudit(records[1]) }
        #expect(try fixture.read { try $0.lastAudit()?.record } == records[1])
    }

    @Test func anAuditRecordGoesWithItsTransaction() throws {
        let fixture = try StoreFixture(.staysOpen)
        let record = AuditSample.chain(1)[0]
        struct Undone: Error {}
        #expect(throws: Undone.self) {
            try fixture.write { writer throws in
                _ = try writer.addAudit(record)
                throw Undone()
            }
        }
        #expect(try fixture.read { try $0.lastAudit() } == nil)
        try fixture.write { writer throws in
            #expect(throws: Undone.self) {
                try writer.savepoint {
                    _ = try writer.addAudit(record)
                    throw Undone()
                }
            }
            _ = try writer.addAudit(record)
        }
        #expect(try fixture.read { try $0.lastAudit()?.id.rawValue } == 1)
    }

    @Test func aRecordThatSomebodyChangedIsMetByTheCheckAlone() throws {
        let fixture = try StoreFixture(.staysOpen)
        try fixture.write { writer throws in for record in AuditSample.chain(2) { _ = try writer.addAudit(record) } }
        let queue = try DatabaseQueue(path: fixture.folder.file)
        try queue.write { try $0.execute(sql: "DROP TRIGGER audit_stays; UPDATE audit SET role = 'king' WHERE id = 1") }
        try queue.close()
        let links = try fixture.read { try $0.auditChain(after: .start, limit: 10) }
        #expect(links.map { $0.record == nil } == [true, false])
        let error = #expect(throws: StoreError.self) { try fixture.read { try $0.audit(AuditFilter()) } }
        guard case .corrupt = error else {
            Issue.record("\(error as Any)")
            return
        }
    }
}

/// Records of the audit trail; the digests are made up, since the store only compares them.
enum AuditSample {
    /// A chain of records about two cases by three people: showings, refusals and erasures.
    static func chain(_ count: Int) -> [AuditRecord] {
        (0..<count).map { index in
            let isErasure = index % 3 == 2
            return AuditRecord(
                kept: AuditEvent(
                    at: Sample.time + Int64(index),
                    account: ["wang.fang", "li.na", "tongban"][index % 3],
                    role: isErasure ? .platformAdministrator : .windowClerk,
                    office: "一窗",
                    action: isErasure ? .erase : .reveal,
                    number: Sample.number(UInt64(index % 2)),
                    field: isErasure ? nil : .applicantPhone,
                    purpose: isErasure ? nil : .contact,
                    reason: "通知补正",
                    refusal: index % 3 == 1 ? .otherOffice : nil
                ),
                previous: index == 0 ? AuditRecord.start : Sample.digest(UInt8(index)),
                digest: Sample.digest(UInt8(index + 1))
            )
        }
    }
}
