import CaseModel

extension JSONShape {
    /// The name of a role.
    static let role = JSONShape.oneOf(Role.allCases.map(\.rawValue))

    /// The body of an action; its kind says which keys belong to it.
    static func action(_ kind: CaseAction.Kind) -> JSONShape {
        .object([required("action", .oneOf([kind.rawValue]))] + content(of: kind) + actor(of: kind))
    }

    /// Who acts: the applicant's side names no office where it brings something.
    private static func actor(of kind: CaseAction.Kind) -> [Member] {
        let person = [required("officer", .text), required("role", role)]
        switch kind {
        case .supplement, .confirmDelivery: return person
        default: return [required("office", .text)] + person
        }
    }

    /// What is said.
    private static func content(of kind: CaseAction.Kind) -> [Member] {
        let note = optional("note", .text)
        let reason = required("reason", .text)
        switch kind {
        case .endorse, .forward, .lapse, .resume, .approve, .archive, .accept: return [note]
        case .object, .requestCorrection: return correction
        case .handOver: return [optional("reason", .text)]
        case .supplement: return [optional("fields", fields), optional("materials", materials), note]
        case .decline: return [reason, required("remedies", .text)]
        case .suspend:
            let procedures = ClockPause.Reason.allCases.map(\.rawValue)
            return [required("procedure", .oneOf(procedures)), reason, required("expectedDays", .whole)]
        case .extend:
            return [required("days", .whole), required("approvedBy", .text), reason, required("notice", .text)]
        case .review: return [required("recommends", outcome), required("opinion", .text)]
        case .concludeLeg:
            return [required("leg", .text), required("result", .text), optional("documents", materials)]
        case .issue: return [required("documents", materials), note]
        case .decide:
            return [
                required("outcome", outcome), optional("documents", materials), optional("reason", .text),
                optional("remedies", .text),
            ]
        case .withdraw: return [reason]
        case .passOn: return [required("authority", .text), reason]
        case .void: return [required("kind", .oneOf(Voiding.Kind.allCases.map(\.rawValue))), reason]
        case .confirmDelivery:
            let methods = Delivery.Method.allCases.map(\.rawValue)
            return [required("method", .oneOf(methods)), required("recipient", .text), note]
        }
    }

    private static let outcome = JSONShape.oneOf(Decision.Outcome.allCases.map(\.rawValue))

    private static let correction: [Member] = [
        required(
            "defects",
            .list(.object([required("subject", .text), required("problem", .text), required("remedy", .text)]))
        ),
        optional("exception", .object([required("supervisor", .text), required("reason", .text)])),
    ]
}
