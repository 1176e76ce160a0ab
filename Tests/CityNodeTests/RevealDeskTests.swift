import CaseModel
import CaseStore
import Testing

@testable import CityNode

@Suite("Reveal: personal data go to whom the rules allow them, and every decision is on record")
struct RevealDeskTests {
    private let pair: Pair
    private let number: CaseNumber

    init() throws {
        pair = try Pair()
        let submission = Sample.submission()
        number = submission.number
        try pair.settle()
        try pair.left.submit(submission)
        try pair.settle()
    }

    private func order(
        _ role: Role,
        _ office: String,
        _ fields: [PersonalField] = [.applicantName],
        purpose: AccessPurpose = .handle,
        reason: String = "核对材料原件"
    ) -> RevealOrder {
        RevealOrder(fields: fields, purpose: purpose, reason: reason, office: office, officer: "李四", role: role)
    }

    private func reveal(_ order: RevealOrder, at city: TestCity) throws -> Revealed {
        let number = number
        return try city.run { try RevealDesk(scope: $0).reveal(order, of: number) }
    }

    private func ground(_ order: RevealOrder, at city: TestCity) throws -> RevealDecision.Ground? {
        if case .refused(let refusal) = try reveal(order, at: city) { return refusal.ground }
        return nil
    }

    private func trail(_ city: TestCity) throws -> [AuditEvent] {
        try city.read { try $0.audit(AuditFilter()) }.reversed().map(\.record.event)
    }

    @Test("The window that handed it in sees its case whole, and each field is one record")
    func shown() throws {
        let asked = order(.windowClerk, "一窗", [.applicantName, .formFields, .agentName])
        guard case .shown(let values, let at) = try reveal(asked, at: pair.left) else {
            Issue.record("refused")
            return
        }
        #expect(
            values == [
                .applicantName: .text("王小明"), .formFields: .form([FormField(name: "经营范围", value: "茶叶")]),
            ]
        )
        let trail = try trail(pair.left)
        #expect(trail.map(\.field) == [.applicantName, .formFields, .agentName])
        #expect(trail.allSatisfy { $0.refusal == nil && $0.at == at && $0.number == number && $0.account == "李四" })
    }

    @Test("A refusal is on record as well, and shows nothing of what would have been allowed alone")
    func refused() throws {
        #expect(try ground(order(.windowClerk, "二窗"), at: pair.left) == .otherOffice)
        #expect(try ground(order(.statistician, "一窗"), at: pair.left) == .role)
        #expect(try ground(order(.windowClerk, "一窗", purpose: .dispute), at: pair.left) == .purpose)
        #expect(try ground(order(.windowClerk, "一窗", [.applicantName, .videoRecording]), at: pair.left) == .field)
        #expect(
            try trail(pair.left).map(\.refusal) == [.otherOffice, .role, .purpose, .together, .field],
            "one for each field that was asked for"
        )
        #expect(try trail(pair.right).isEmpty, "each node keeps its own")
    }

    @Test("A department sees a case before it acts; then the case lies with the office that has")
    func department() throws {
        #expect(try ground(order(.reviewer, "审批科"), at: pair.right) == nil)
        #expect(try ground(order(.reviewer, "登记科"), at: pair.right) == nil)
        let accept = CaseAction.accept(Acceptance(office: "审批科", officer: "赵六", role: .reviewer))
        try pair.right.act(accept, on: number)
        try pair.settle()
        #expect(try ground(order(.reviewer, "审批科"), at: pair.right) == nil)
        #expect(try ground(order(.reviewer, "登记科"), at: pair.right) == .otherOffice)
        #expect(try ground(order(.windowClerk, "审批科"), at: pair.left) == .otherOffice)
    }

    @Test("After the end the collecting city sees nothing any more, and the department only for disputes")
    func closed() throws {
        try pair.right.act(Sample.decline, on: number)
        try pair.settle()
        try pair.left.act(Sample.delivery, on: number)
        try pair.settle()
        #expect(try pair.left.record(number)?.state == .delivered)
        #expect(try ground(order(.windowClerk, "一窗"), at: pair.left) == .closed)
        #expect(try ground(order(.reviewer, "审批科"), at: pair.right) == .purpose)
        let asked = order(.reviewer, "审批科", [.deliveryAddress], purpose: .dispute)
        guard case .shown(let values, _) = try reveal(asked, at: pair.right) else {
            Issue.record("refused")
            return
        }
        #expect(values == [.deliveryAddress: .texts(["王小明"])], "request and event say it once")
    }

    @Test("What is not of sound form, or about no case, is decided by nobody and recorded nowhere")
    func unsound() throws {
        #expect(throws: CommandError.self) {
            try reveal(order(.windowClerk, "一窗", reason: "打电话13812341234核对"), at: pair.left)
        }
        let strange = Sample.number(Sample.shangrao)
        let asked = order(.windowClerk, "一窗")
        #expect(throws: CommandError.noCase(strange)) {
            _ = try pair.left.run { try RevealDesk(scope: $0).reveal(asked, of: strange) }
        }
        #expect(try trail(pair.left).isEmpty)
    }
}
