import CaseModel
import JSONCoding

/// What a line of a bulk request asks for: a case to submit, or an action on one.
///
/// A line is the body of the single request with `key` beside, which stands for its `Idempotency-Key`; an action has
/// `case`, and `version` where `If-Match` would be.
enum BulkOrder {
    /// Reads a caller's line, whose ``key(of:)`` is known; what is wrong with it is told as for the single request.
    static func read(_ body: JSONBody, key: String, by caller: Caller) throws(Problem) -> WriteOrder {
        WriteOrder(
            try work(body, by: caller),
            write: WriteKey(key: caller.keyPrefix + key, request: Array("POST /v1/bulk\n".utf8) + body.bytes)
        )
    }

    private static func work(_ body: JSONBody, by caller: Caller) throws(Problem) -> WriteOrder.Work {
        if body.node["case"] == nil {
            let draft = try body.decode(CaseDraft.self, shape: draft)
            try caller.permit(office: draft.office, role: draft.role, officer: draft.officer)
            return .submit(draft)
        } else {
            let action = try CaseAction(body, shapes: actions)
            try caller.permit(action.deed)
            let target = try body.decode(Target.self)
            guard let number = CaseNumber(typed: target.case) else {
                throw Problem(
                    .badValue,
                    "case is the number of a case, like 330800-20261123-7K2M9QX4RT.",
                    field: "case"
                )
            }
            if let version = target.version, version < 1 {
                throw Problem(.badValue, "version is the case's version, 1 or more.", field: "version")
            }
            return .act(action, on: number, version: target.version)
        }
    }

    /// What a line without a sound key is answered with has none.
    static func key(of node: JSONNode) throws(Problem) -> String {
        guard case .text(let key)? = node["key"] else {
            throw Problem(
                .missingKey,
                "Give every line a key of its own, as a text, and the same key when you send the line again: then it is "
                    + "done once.",
                field: "key"
            )
        }
        guard WriteHeaders.isKey(key) else { throw Problem(.badValue, WriteHeaders.keyForm, field: "key") }
        return key
    }

    private static let key = JSONShape.required("key", .text)
    private static let draft = JSONShape.draft.with([key])
    private static let actions = JSONShape.actions.mapValues {
        $0.with([key, JSONShape.required("case", .text), JSONShape.optional("version", .whole)])
    }

    private struct Target: Decodable {
        var `case`: String
        var version: Int?
    }
}
