import CaseModel
import Foundation
import Testing

/// Who may see what.
@Suite struct AccessTests {
    private static let window: Set<PersonalField> = [
        .applicantName, .applicantIDNumber, .applicantPhone, .agentName, .agentIDNumber, .agentPhone, .deliveryAddress,
        .formFields, .materials, .identityEvidence,
    ]
    private static let all = Set(PersonalField.allCases)
    private static let call: Set<PersonalField> = [.applicantName, .agentName, .applicantPhone, .agentPhone]

    /// The table as prose has it: fields of open cases and of closed ones, by role, at each side.
    private static let open: [Side: [Role: Set<PersonalField>]] = [
        .collecting: [
            .windowClerk: window, .windowHead: all, .parcelClerk: call.union([.deliveryAddress]), .supervisor: call,
            .reviewer: window, .decider: window,
        ],
        .handling: [
            .liaison: [.applicantName, .agentName, .formFields, .materials],
            .deputyLiaison: [.applicantName, .agentName, .formFields, .materials],
            .handlingWindow: window, .reviewer: all, .decider: all,
            .parcelClerk: call.union([.deliveryAddress]), .supervisor: call,
        ],
    ]
    private static let closed: [Side: [Role: Set<PersonalField>]] = [
        .handling: [.reviewer: all, .decider: all, .supervisor: call]
    ]

    private func request(_ role: Role, _ field: PersonalField, _ purpose: AccessPurpose = .handle) -> RevealRequest {
        RevealRequest(
            account: "wang.fang",
            role: role,
            office: "W1",
            city: Sample.quzhou,
            number: Sample.number,
            field: field,
            purpose: purpose,
            reason: "核对材料原件",
            at: Sample.time
        )
    }

    private func decide(
        _ request: RevealRequest,
        _ side: Side?,
        office: String = "W1",
        isClosed: Bool = false
    ) -> RevealDecision {
        AccessRules.standard.decide(request, CaseStanding(side: side, offices: [office], isClosed: isClosed))
    }

    @Test(arguments: Role.allCases, Side.allCases)
    func theTable(role: Role, side: Side) {
        for isClosed in [false, true] {
            let fields = (isClosed ? Self.closed : Self.open)[side]?[role] ?? []
            for field in PersonalField.allCases {
                let isAllowed = AccessPurpose.allCases.contains {
                    decide(request(role, field, $0), side, isClosed: isClosed) == .allowed
                }
                #expect(isAllowed == fields.contains(field), "\(role) \(side) \(field) closed \(isClosed)")
                let isAllowedElsewhere = AccessPurpose.allCases.contains {
                    decide(request(role, field, $0), side, office: "W2", isClosed: isClosed) == .allowed
                }
                #expect(isAllowedElsewhere == (isAllowed && role == .supervisor), "\(role) \(side) \(field)")
            }
        }
    }

    @Test func everyRowIsAtASideOfItsRole() {
        for row in AccessRules.standard.rows { #expect(row.role.sides.contains(row.side), "\(row.role) \(row.side)") }
    }

    @Test func grounds() {
        #expect(decide(request(.windowClerk, .materials), nil) == .refused(.noPart))
        #expect(decide(request(.windowClerk, .materials), .handling) == .refused(.role))
        #expect(decide(request(.statistician, .applicantName), .collecting) == .refused(.role))
        #expect(decide(request(.windowClerk, .materials), .collecting, office: "W2") == .refused(.otherOffice))
        #expect(decide(request(.windowClerk, .materials), .collecting, isClosed: true) == .refused(.closed))
        #expect(decide(request(.windowClerk, .videoRecording), .collecting) == .refused(.field))
        #expect(decide(request(.windowClerk, .materials, .dispute), .collecting) == .refused(.purpose))
        #expect(decide(request(.windowClerk, .materials), .collecting) == .allowed)
        #expect(decide(request(.decider, .materials), .handling, isClosed: true) == .refused(.purpose))
        #expect(decide(request(.decider, .materials, .dispute), .handling, isClosed: true) == .allowed)
        #expect(Set(RevealDecision.Ground.allCases.map(\.message)).count == RevealDecision.Ground.allCases.count)
    }

    @Test func nothingIsAllowedByAnEmptyTable() {
        let standing = CaseStanding(side: .handling, offices: ["W1"], isClosed: false)
        #expect(AccessRules(rows: []).decide(request(.decider, .materials), standing) == .refused(.role))
    }

    @Test func standingOfACase() {
        let open = CaseStanding(sure(Sample.record(.decided)), city: Sample.huangshan, offices: ["D1"])
        #expect(open == CaseStanding(side: .handling, offices: ["D1"], isClosed: false))
        let closed = CaseStanding(sure(Sample.record(.delivered)), city: Sample.quzhou, offices: [])
        #expect(closed == CaseStanding(side: .collecting, offices: [], isClosed: true))
        #expect(CaseStanding(sure(Sample.record(.accepted)), city: sure(CityCode("350700")), offices: []).side == nil)
    }

    private func fault(_ change: (inout RevealRequest) -> Void) -> CaseRefusal? {
        var request = request(.windowClerk, .materials)
        change(&request)
        return refusal { () throws(CaseRefusal) in try request.check() }
    }

    @Test func reasons() {
        for (reason, code) in [
            ("核对材料原", nil), ("核对材料", CaseRefusal.Code.missing), ("     ", .missing), ("核对\n材料原件", .malformed),
            (String(repeating: "核", count: 200), nil), (String(repeating: "核", count: 201), .tooLong),
        ] {
            let fault = fault { $0.reason = reason }
            #expect(fault?.code == code && (code == nil || fault?.field == "reason"), "\(reason)")
        }
        #expect(fault { $0.account = "" }?.field == "account")
        #expect(fault { $0.account = String(repeating: "a", count: 101) }?.code == .tooLong)
        #expect(fault { $0.office = "" }?.field == "office")
        #expect(
            fault { $0.office = String(repeating: "科", count: 100) } == nil,
            "as long as an office's name in a case"
        )
        #expect(fault { $0.office = String(repeating: "科", count: 101) }?.code == .tooLong)
    }

    @Test(arguments: [
        "申请人2026-11-23来电询问", "2026年11月23日来电,第3次", "核对6份材料,编号123456", "12栋 34号 56室的房产",
    ])
    func reasonsWithShortNumbers(reason: String) { #expect(fault { $0.reason = reason } == nil) }

    @Test(arguments: [
        "打电话13812341234核对", "打电话138 1234 1234核对", "打电话138-1234-1234核对", "身份证11010519491231002X核对",
        "打电话１３８１２３４１２３４核对", "打电话一三八一二三四一二三四核对", "座机1234567核对", "打电话13 81 23 41 23 4",
    ])
    func reasonsWithNumbersOfPeople(reason: String) {
        let fault = fault { $0.reason = reason }
        #expect(fault?.code == .malformed && fault?.field == "reason")
    }

    @Test func fieldsSayWhatTheyAre() {
        let sensitive: Set<PersonalField> = [
            .applicantIDNumber, .agentIDNumber, .formFields, .materials, .identityEvidence, .videoRecording,
        ]
        #expect(Set(PersonalField.allCases.filter(\.isSensitive)) == sensitive)
        #expect(Set(PersonalField.allCases.map(\.chineseTerm)).count == PersonalField.allCases.count)
        #expect(Set(AccessPurpose.allCases.map(\.chineseTerm)).count == AccessPurpose.allCases.count)
    }
}
