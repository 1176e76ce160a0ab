import ExchangeCore
import TestChance

@testable import CaseModel

/// Cases and actions by chance: of every kind, by every role, the sensible ones more often.
struct AnyCase {
    private static let officers = ["赵六", "钱七"]
    private static let law = TimeLimit(days: 20, unit: .workingDays)
    private static let legs = [
        GuideTerms.Leg(key: "out", name: "转出", office: "转出地社保", side: .handling, limit: law),
        GuideTerms.Leg(key: "in", name: "转入", office: "转入地社保", side: .collecting, after: ["out"], limit: law),
    ]

    var random: SplitMix

    /// A submission in any mode.
    mutating func submission(from collecting: NodeCode, to handling: NodeCode) -> Submission {
        var submission = Sample.submission(from: collecting, to: handling)
        submission.mode = sure(HandlingMode.allCases.randomElement(using: &random))
        if submission.mode == .joint { submission.terms.legs = Self.legs }
        return submission
    }

    /// An action that the lifecycle allows a side in a state most of the time, any other else.
    mutating func action(on record: CaseRecord, side: Side) -> CaseAction {
        let allowed = record.actions(at: side)
        let isWild = Int.random(in: 0..<5, using: &random) == 0
        let kind = (isWild ? nil : allowed.randomElement(using: &random)) ?? anyKind()
        let roles = CaseLifecycle.transition(from: record.state, action: kind, side: side, mode: record.mode)?.roles
        let role = (isWild ? nil : roles?.randomElement(using: &random)) ?? anyRole()
        return action(kind, role: role)
    }

    private mutating func anyKind() -> CaseAction.Kind { sure(CaseAction.Kind.allCases.randomElement(using: &random)) }

    private mutating func anyRole() -> Role { sure(Role.allCases.randomElement(using: &random)) }

    private mutating func action(_ kind: CaseAction.Kind, role: Role) -> CaseAction {
        let office = "审批科"
        let officer = sure(Self.officers.randomElement(using: &random))
        let remark = Remark(office: office, officer: officer, role: role)
        var correction = Correction(
            defects: [.init(subject: "章程", problem: "缺签字", remedy: "补签")],
            office: office,
            officer: officer,
            role: role
        )
        switch kind {
        case .endorse: return .endorse(remark)
        case .forward: return .forward(remark)
        case .lapse: return .lapse(remark)
        case .resume: return .resume(remark)
        case .approve: return .approve(remark)
        case .archive: return .archive(remark)
        case .object: return .object(correction)
        case .requestCorrection:
            if Bool.random(using: &random) { correction.exception = .init(supervisor: "督办", reason: "新规定") }
            return .requestCorrection(correction)
        case .handOver: return .handOver(HandOver(reason: "未答复", office: office, officer: officer, role: role))
        case .supplement: return .supplement(Supplement(note: "已补签", officer: officer, role: role))
        case .accept: return .accept(Acceptance(office: office, officer: officer, role: role))
        case .decline:
            return .decline(Decline(reason: "不属本市", remedies: "可复议", office: office, officer: officer, role: role))
        case .suspend:
            let procedures = ClockPause.Reason.allCases
            return .suspend(
                Suspension(
                    procedure: sure(procedures.randomElement(using: &random)),
                    reason: "鉴定",
                    expectedDays: 5,
                    office: office,
                    officer: officer,
                    role: role
                )
            )
        case .extend:
            return .extend(
                Extension(
                    days: Int.random(in: 1...12, using: &random),
                    approvedBy: "局长",
                    reason: "复杂",
                    notice: "YC-1",
                    office: office,
                    officer: officer,
                    role: role
                )
            )
        case .review:
            return .review(
                Review(recommends: .granted, opinion: "符合", office: office, officer: officer, role: role)
            )
        case .concludeLeg:
            let leg = sure(["out", "in", "none"].randomElement(using: &random))
            return .concludeLeg(LegReport(leg: leg, result: "已办", office: office, officer: officer, role: role))
        case .issue:
            // No paper is here: the desk says so.
            return .issue(Issue(documents: [Sample.material([1])], office: office, officer: officer, role: role))
        case .decide:
            return .decide(
                Decision(outcome: .granted, reason: "无需证件", office: office, officer: officer, role: role)
            )
        case .withdraw: return .withdraw(Withdrawal(reason: "撤回", office: office, officer: officer, role: role))
        case .passOn:
            return .passOn(PassOn(authority: "省局", reason: "省级", office: office, officer: officer, role: role))
        case .void: return .void(Voiding(kind: .voided, reason: "重复", office: office, officer: officer, role: role))
        case .confirmDelivery:
            return .confirmDelivery(Delivery(method: .window, recipient: "王小明", officer: officer, role: role))
        }
    }
}
