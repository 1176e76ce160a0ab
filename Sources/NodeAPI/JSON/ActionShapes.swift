import CaseModel

extension JSONShape {
    /// The body of any action.
    static let action = JSONShape(
        kind: .choice(CaseAction.Kind.allCases.map { action($0) }, by: "action"),
        about: "what is done to a case",
        name: "CaseAction"
    )

    /// The body of each action.
    static let actions = Dictionary(uniqueKeysWithValues: CaseAction.Kind.allCases.map { ($0, action($0)) })

    /// The body of an action; its kind says which keys belong to it.
    static func action(_ kind: CaseAction.Kind) -> JSONShape {
        let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
        return .object([required("action", .oneOf([kind.rawValue]), words(kind))] + said(kind))
            .named("\(name)Action").saying(words(kind))
    }

    /// What is said in an action, and by whom.
    static func said(_ kind: CaseAction.Kind) -> [Member] { content(of: kind) + actor(of: kind) }

    /// Who acts: the applicant's side names no office where it brings something.
    private static func actor(of kind: CaseAction.Kind) -> [Member] {
        let person = [required("officer", officer), required("role", role)]
        switch kind {
        case .supplement, .confirmDelivery: return person
        default: return [required("office", office)] + person
        }
    }

    /// What is said.
    private static func content(of kind: CaseAction.Kind) -> [Member] {
        let note = optional("note", note)
        let reason = required("reason", reason)
        switch kind {
        case .endorse, .forward, .lapse, .resume, .approve, .archive, .accept: return [note]
        case .object, .requestCorrection: return correction
        case .handOver:
            return [
                optional("reason", reason.shape, "why the liaison is not waited for; needed where there is no answer")
            ]
        case .supplement: return [optional("fields", fields), optional("materials", materials), note]
        case .decline: return [reason, required("remedies", remedies)]
        case .suspend:
            return [
                required("procedure", names(of: ClockPause.Reason.self, "what the time is needed for (特别程序)")),
                reason, required("expectedDays", days, "how many days it is expected to take"),
            ]
        case .extend:
            return [
                required("days", days, "how many days are added (延长期限)"),
                required("approvedBy", .line(example: "郑主任", about: "which head of the department approved it")),
                reason,
                required("notice", .line(example: "延期告知〔2026〕1号", about: "the notice to the applicant (延期告知书)")),
            ]
        case .review:
            return [
                required("recommends", outcome, "what the reviewer recommends"),
                required("opinion", .prose(min: 1, example: "材料齐全，符合条件", about: "what was found (审查意见)")),
            ]
        case .concludeLeg:
            return [
                required("leg", .line(CaseLimits.legKeyCharactersMax, example: "out", about: "the leg's key (联办环节)")),
                required("result", .prose(min: 1, example: "关系已转出", about: "what came of it")),
                optional("documents", materials),
            ]
        case .issue: return [required("documents", materials, "the certificates (证照)"), note]
        case .decide:
            return [
                required("outcome", outcome), optional("documents", materials),
                optional("reason", reason.shape, "why; needed where it is denied"),
                optional("remedies", remedies, "the remedies (救济途径); needed where it is denied"),
            ]
        case .withdraw: return [reason]
        case .passOn:
            return [required("authority", .line(example: "福建省社会保险中心", about: "who is responsible (主管机关)")), reason]
        case .void:
            return [
                required("kind", names(of: Voiding.Kind.self, "what the case was").saying(nil, example: "mistaken")),
                reason,
            ]
        case .confirmDelivery:
            return [
                required("method", names(of: Delivery.Method.self, "how it was handed over (送达方式)")),
                required("recipient", .line(example: "张三", about: "who took it (签收人)")), note,
            ]
        }
    }

    private static let outcome = names(of: Decision.Outcome.self, "what was decided (办结结果)")
    private static let remedies = prose(min: 1, example: "可在六十日内申请行政复议", about: "the remedies (救济途径)")
    private static let days = whole(1...Int64(TimeLimit.daysMax), example: 5, about: "days")

    private static let correction: [Member] = [
        required(
            "defects",
            .list(
                .object([
                    required("subject", .line(example: "居民身份证", about: "what it is about")),
                    required(
                        "problem",
                        .prose(min: 1, CaseLimits.defectTextCharactersMax, example: "反面缺失", about: "what is wrong")
                    ),
                    required(
                        "remedy",
                        .prose(min: 1, CaseLimits.defectTextCharactersMax, example: "补传反面", about: "what to do")
                    ),
                ]).saying("a defect"),
                1...CaseLimits.defectsMax
            ),
            "everything that is missing, told at once (一次性告知)"
        ),
        optional(
            "exception",
            .object([
                required("supervisor", .line(example: "周九", about: "who allows it")),
                required("reason", reason, "why it is asked once more"),
            ]),
            "by whom and why a second correction is allowed"
        ),
    ]

    /// What an action does, in a few words.
    private static func words(_ kind: CaseAction.Kind) -> String {
        switch kind {
        case .endorse: "the liaison finds the file in order (材料符合)"
        case .object: "the liaison says what is missing (需补齐)"
        case .handOver: "the window hands the file over after the consultation (推送)"
        case .forward: "the handling window passes the case to the department (属地复核)"
        case .requestCorrection: "asks the applicant for a correction (补正)"
        case .supplement: "brings what was asked for (提交补正)"
        case .lapse: "ends a case of which the correction did not come (逾期未补正)"
        case .accept: "accepts (受理)"
        case .decline: "does not accept (不予受理)"
        case .suspend: "begins a special procedure, which stops the clock (特别程序)"
        case .resume: "ends the special procedure"
        case .extend: "extends the time limit once (延长)"
        case .review: "examines and recommends (审查)"
        case .concludeLeg: "concludes a leg of a joint case (联办环节)"
        case .approve: "decides to grant, with the certificate to follow (准予)"
        case .issue: "issues the certificates (制证)"
        case .decide: "decides (办结)"
        case .withdraw: "withdraws for the applicant (撤回)"
        case .passOn: "passes the case on to who is responsible (转办)"
        case .void: "declares the case void (作废)"
        case .confirmDelivery: "says that the applicant has the result (送达)"
        case .archive: "archives (归档)"
        }
    }
}
