import ArgumentParser
import CaseModel

/// What can be done with a case, by the word that an operator types.
enum CaseVerb: String, ExpressibleByArgument, CaseIterable {
    case endorse, object
    case handOver = "hand-over"
    case forward, correct, supplement, lapse, accept, decline, suspend, resume, extend, review
    case concludeLeg = "conclude-leg"
    case approve, issue, decide, withdraw
    case passOn = "pass-on"
    case void, deliver, archive

    /// The action at the API.
    var action: CaseAction.Kind {
        switch self {
        case .endorse: .endorse
        case .object: .object
        case .handOver: .handOver
        case .forward: .forward
        case .correct: .requestCorrection
        case .supplement: .supplement
        case .lapse: .lapse
        case .accept: .accept
        case .decline: .decline
        case .suspend: .suspend
        case .resume: .resume
        case .extend: .extend
        case .review: .review
        case .concludeLeg: .concludeLeg
        case .approve: .approve
        case .issue: .issue
        case .decide: .decide
        case .withdraw: .withdraw
        case .passOn: .passOn
        case .void: .void
        case .deliver: .confirmDelivery
        case .archive: .archive
        }
    }

    /// The role in which it is done where none is named: the first that the lifecycle lists.
    var roleDefault: Role? { CaseLifecycle.transitions.first { $0.action == action }?.roles.first }

    /// The options that must be given, and those that may.
    var options: (required: [String], optional: [String]) {
        let person = ["office", "officer"]
        let (required, optional) = content
        switch self {
        case .supplement, .deliver: return (["officer"] + required, optional + ["role"])
        default: return (person + required, optional + ["role"])
        }
    }

    private var content: (required: [String], optional: [String]) {
        switch self {
        case .endorse, .forward, .lapse, .resume, .approve, .archive, .accept: ([], ["note"])
        case .object: (["defect"], [])
        case .correct: (["defect"], ["exception"])
        case .handOver: ([], ["reason"])
        case .supplement: ([], ["field", "material", "note"])
        case .decline: (["reason", "remedies"], [])
        case .suspend: (["procedure", "reason", "expected-days"], [])
        case .extend: (["days", "approved-by", "reason", "notice"], [])
        case .review: (["recommends", "opinion"], [])
        case .concludeLeg: (["leg", "result"], ["document"])
        case .issue: (["document"], ["note"])
        case .decide: (["outcome"], ["document", "reason", "remedies"])
        case .withdraw: (["reason"], [])
        case .passOn: (["authority", "reason"], [])
        case .void: (["kind", "reason"], [])
        case .deliver: (["method", "recipient"], ["note"])
        }
    }

    /// The verb in the help: its term, the role where none is given, and its options on as many lines as they need.
    private var line: String {
        let (required, optional) = content
        let columns = [(rawValue, 12), (chineseTerm, 8), (roleDefault?.rawValue ?? "", 14)]
        let head = "  " + columns.map(Self.padded).joined(separator: " ")
        var lines = [head]
        for word in required.map({ "--\($0)" }) + optional.map({ "[--\($0)]" }) {
            let last = lines[lines.count - 1] + " " + word
            if TextWidth.of(last) < Self.helpColumns {
                lines[lines.count - 1] = last
            } else {
                lines.append(String(repeating: " ", count: TextWidth.of(head) + 1) + word)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The width to which the help is set.
    private static let helpColumns = 80

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - TextWidth.of(text)))
    }

    private var chineseTerm: String {
        switch self {
        case .endorse: "材料符合"
        case .object: "需补齐"
        case .handOver: "推送"
        case .forward: "属地复核"
        case .correct: "补正告知"
        case .supplement: "补正"
        case .lapse: "补正不来"
        case .accept: "受理"
        case .decline: "不予受理"
        case .suspend: "特别程序"
        case .resume: "恢复办理"
        case .extend: "延长"
        case .review: "审查"
        case .concludeLeg: "环节办结"
        case .approve: "准予"
        case .issue: "制证"
        case .decide: "办结"
        case .withdraw: "撤回"
        case .passOn: "转报"
        case .void: "作废"
        case .deliver: "送达"
        case .archive: "归档"
        }
    }

    /// All verbs for the help, those of the collecting city last.
    static var help: String {
        let asking: [CaseVerb] = [.supplement, .handOver, .withdraw, .deliver]
        let own = allCases.filter { !asking.contains($0) }
        return
            (["At the handling city's node (conclude-leg also at the other):"] + own.map(\.line)
            + ["At the collecting city's node, which asks the handling city:"] + asking.map(\.line)
            + [
                "All take --office and --officer (supplement and deliver only --officer), and",
                "--role. Where it is left out, it is the role in the verb's line: the first that",
                "the lifecycle of cases lists. `tongban case show` tells who may do what now.",
            ]).joined(separator: "\n")
    }
}
