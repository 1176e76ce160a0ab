import CaseModel
import CaseStore
import Testing

@testable import CityNode

@Suite("Files go to whom the papers of a case may be shown, and every look is on record")
struct LookDeskTests {
    private let pair: Pair
    private let submission: Submission
    private let digest: MaterialDigest

    init() throws {
        pair = try Pair()
        let paper = Sample.material([1, 2, 3])
        try pair.left.put(paper)
        digest = paper.digest
        submission = Sample.submission(materials: [paper])
        try pair.settle()
        try pair.left.submit(submission)
        try pair.settle()
    }

    private func look(_ role: Role, _ office: String, at city: TestCity) throws -> NotPermitted? {
        let account = Account(kind: .person, name: "李四", roles: [role], offices: [office])
        let caller = Caller(AccountRecord(id: 7, account: account, createdAt: 0, createdBy: "x"))
        let digest = digest
        return try city.run { try LookDesk(scope: $0).look(at: digest, by: caller) }
    }

    private func trail(_ city: TestCity) throws -> [AuditEvent] {
        try city.read { try $0.audit(AuditFilter()) }.reversed().map(\.record.event)
    }

    @Test("The window that handed it in, and any department before one has taken it up")
    func shown() throws {
        #expect(try look(.windowClerk, "一窗", at: pair.left) == nil)
        #expect(try look(.reviewer, "任何一科", at: pair.right) == nil)
        let look = try #require(try trail(pair.left).last)
        #expect(look.action == .reveal && look.field == .materials && look.refusal == nil)
        #expect(look.number == submission.number && look.subject == "material \(digest)" && look.account == "李四")
    }

    @Test("Another office and other duties are refused, which is on record too")
    func refused() throws {
        #expect(try look(.windowClerk, "二窗", at: pair.left) != nil)
        #expect(try look(.supervisor, "一窗", at: pair.left) != nil)
        #expect(try look(.parcelClerk, "一窗", at: pair.left) != nil)
        #expect(try trail(pair.left).map(\.refusal) == [.role, .role, .role])
        let nobody = AccountRecord(
            id: 8,
            account: Account(kind: .person, name: "王五", roles: [.windowClerk], offices: ["一窗"]),
            createdAt: 0,
            createdBy: "x"
        )
        let strange = Sample.digest([9])
        #expect(try pair.left.run { try LookDesk(scope: $0).look(at: strange, by: Caller(nobody)) } != nil)
        #expect(try trail(pair.left).count == 3, "a file of no case is nobody's data")
    }

    @Test("Who has put a file here may read it for an hour")
    func uploads() {
        let uploads = RecentUploads()
        uploads.add(digest, by: 7, at: 1_000)
        #expect(uploads.holds(digest, by: 7, at: 1_000 + RecentUploads.milliseconds - 1))
        #expect(!uploads.holds(digest, by: 7, at: 1_000 + RecentUploads.milliseconds))
        #expect(!uploads.holds(digest, by: 8, at: 1_000))
    }
}
