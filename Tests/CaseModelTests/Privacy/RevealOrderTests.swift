import CaseModel
import Testing

/// Orders of several fields, and with which offices a case lies.
@Suite struct RevealOrderTests {
    private static let order = RevealOrder(
        fields: [.applicantName, .applicantPhone],
        purpose: .contact,
        reason: "通知申请人补正",
        office: "一窗",
        officer: "王芳",
        role: .windowClerk
    )
    private static let standing = CaseStanding(side: .collecting, offices: ["一窗"], isClosed: false)

    private func requests(_ change: (inout RevealOrder) -> Void = { _ in }) throws(CaseRefusal) -> [RevealRequest] {
        var order = Self.order
        change(&order)
        return try order.requests(of: Sample.number, in: Sample.quzhou, at: Sample.time)
    }

    @Test func anOrderIsOneRequestForEachField() throws {
        let requests = try requests()
        #expect(requests.map(\.field) == Self.order.fields)
        for request in requests {
            #expect(request.account == "王芳" && request.office == "一窗" && request.role == .windowClerk)
            #expect(request.number == Sample.number && request.city == Sample.quzhou && request.at == Sample.time)
            #expect(request.purpose == .contact && request.reason == "通知申请人补正")
        }
    }

    @Test func faultsAreNamedAsTheOrderNamesThem() {
        for (change, code, field) in [
            ({ $0.fields = [] }, .missing, "fields"), ({ $0.fields.append(.applicantName) }, .repeated, "fields[2]"),
            ({ $0.officer = "" }, .missing, "officer"), ({ $0.office = "" }, .missing, "office"),
            ({ $0.reason = "打电话13812341234核对" }, .malformed, "reason"),
        ] as [((inout RevealOrder) -> Void, CaseRefusal.Code, String)] {
            let fault = refusal { () throws(CaseRefusal) in _ = try requests(change) }
            #expect(fault?.code == code && fault?.field == field)
        }
    }

    @Test func oneThatIsRefusedRefusesAll() throws {
        let rules = AccessRules.standard
        let allowed = try requests()
        #expect(rules.decide(together: allowed, Self.standing) == [.allowed, .allowed])
        #expect(RevealRefusal(allowed, [.allowed, .allowed], by: rules, Self.standing) == nil)
        let mixed = try requests { $0.fields = [.applicantName, .videoRecording, .applicantPhone] }
        let decisions = rules.decide(together: mixed, Self.standing)
        #expect(decisions == [.refused(.together), .refused(.field), .refused(.together)])
        let refusal = try #require(RevealRefusal(mixed, decisions, by: rules, Self.standing))
        #expect(refusal.field == .videoRecording && refusal.ground == .field)
        #expect(refusal.roles == [.windowHead])
        #expect(rules.decide(together: [], Self.standing).isEmpty)
    }

    @Test func whoMayIsTold() {
        let rules = AccessRules.standard
        #expect(rules.roles(seeing: .videoRecording, for: .handle, Self.standing) == [.windowHead])
        #expect(rules.roles(seeing: .applicantPhone, for: .supervise, Self.standing) == [.windowHead, .supervisor])
        var closed = Self.standing
        closed.isClosed = true
        #expect(rules.roles(seeing: .applicantName, for: .dispute, closed).isEmpty)
        closed.side = .handling
        #expect(rules.roles(seeing: .applicantName, for: .dispute, closed) == [.reviewer, .decider, .supervisor])
        for role in rules.roles(seeing: .formFields, for: .handle, Self.standing) {
            let request = RevealRequest(
                account: "a",
                role: role,
                office: "一窗",
                city: Sample.quzhou,
                number: Sample.number,
                field: .formFields,
                purpose: .handle,
                reason: "核对材料原件",
                at: Sample.time
            )
            #expect(rules.decide(request, Self.standing) == .allowed, "\(role)")
        }
    }

    @Test func theCollectingCitysCaseLiesWithItsWindow() {
        let record = sure(Sample.record(.accepted))
        let handOver = HandOver(reason: "", office: "二窗", officer: "王芳")
        let standing = CaseStanding(
            record,
            city: Sample.quzhou,
            submission: Sample.submission,
            said: [handOver, Sample.delivery]
        )
        #expect(standing.side == .collecting && standing.offices == [Sample.submission.office, "二窗"])
    }

    @Test func theHandlingCitysCaseIsAnybodysUntilTheDepartmentActs() {
        let record = sure(Sample.record(.accepted))
        func offices(_ said: [any Deed]) -> Set<String>? {
            CaseStanding(record, city: Sample.huangshan, submission: Sample.submission, said: said).offices
        }
        #expect(offices([]) == nil)
        let window = Remark(office: "通办窗口", officer: "孙八", role: .handlingWindow, note: "")
        #expect(offices([window]) == nil, "the department has to see it before it can act")
        var acceptance = Sample.acceptance
        acceptance.role = .reviewer
        #expect(offices([window, acceptance]) == ["通办窗口", acceptance.office])
        let any = CaseStanding(side: .handling, offices: nil, isClosed: false)
        let request = RevealRequest(
            account: "a",
            role: .reviewer,
            office: "审批科",
            city: Sample.huangshan,
            number: Sample.number,
            field: .formFields,
            purpose: .handle,
            reason: "审查申请材料",
            at: Sample.time
        )
        #expect(AccessRules.standard.decide(request, any) == .allowed)
    }

    @Test func officesWithALegSeeAJointCase() {
        var record = sure(Sample.record(.accepted, mode: .joint))
        record.terms.legs = Sample.legs
        let legs = Set(Sample.legs.filter { $0.side == .collecting }.map(\.office))
        #expect(!legs.isEmpty)
        let standing = CaseStanding(record, city: Sample.quzhou, submission: Sample.submission, said: [])
        #expect(standing.offices == legs.union([Sample.submission.office]))
    }
}
