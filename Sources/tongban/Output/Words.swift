import CaseModel

/// Words for people.
enum Words {
    /// A number of bytes with a unit: `512 B`, `1.5 KiB`, `64.0 MiB`.
    static func bytes(_ count: Int64) -> String {
        guard count >= 1024 else { return "\(count) B" }
        var value = Double(count)
        var unit = -1
        while value >= 1024, unit < 3 {
            value /= 1024
            unit += 1
        }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(["KiB", "MiB", "GiB", "TiB"][unit])"
    }

    /// A time of the API without what a person does not need: `2026-11-23 18:15:04`.
    static func time(_ text: String?) -> String {
        guard let text, text.count >= 19 else { return text ?? "-" }
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    }

    /// A state with its Chinese term.
    static func state(_ state: String) -> String {
        CaseState(rawValue: state).map { "\(state) \($0.chineseTerm)" } ?? state
    }

    /// A state with its Chinese term as the node tells it.
    static func state(_ state: String, _ term: String?) -> String {
        [state, term ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A word with its Chinese term, where it is one of these.
    static func term<Term: ChineseTerm>(_ word: String, of: Term.Type) -> String {
        Term(rawValue: word).map { "\(word) \($0.chineseTerm)" } ?? word
    }

    /// An amount of fen as yuan: `22.05`.
    static func yuan(_ fen: Int64) -> String {
        let cents = fen % 100
        return "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// An office with its city, or the applicant at home.
    static func receiver(_ office: OfficeAnswer) -> String { "\(office.city) \(office.office ?? "applicant 申请人")" }

    /// A handling mode with its Chinese term.
    static func mode(_ mode: String) -> String {
        HandlingMode(rawValue: mode).map { "\(mode) \($0.chineseTerm)" } ?? mode
    }

    /// A role with its Chinese term.
    static func role(_ role: String) -> String {
        Role(rawValue: role).map { "\(role) \($0.chineseTerm)" } ?? role
    }

    /// A personal field with its Chinese term, or a dash for none.
    static func personalField(_ field: String?) -> String {
        guard let field else { return "-" }
        return PersonalField(rawValue: field).map { "\(field) \($0.chineseTerm)" } ?? field
    }

    /// One thing said about a case with its Chinese term.
    static func kind(_ kind: String) -> String {
        let terms = [
            "submitted": "提交", "registered": "收件", "accepted": "受理", "correctionRequested": "补正告知",
            "supplementOffered": "补正材料", "supplemented": "已补正", "declined": "不予受理", "decided": "办结",
            "deliveryReported": "送达回报", "delivered": "送达", "refused": "退回", "consulted": "即时响应",
            "handOverOffered": "推送", "legReported": "环节回报", "withdrawalRequested": "申请撤回", "endorsed": "材料符合",
            "objected": "需补齐", "handedOver": "已推送", "forwarded": "属地复核", "lapsed": "补正不来",
            "acceptedBySilence": "视为受理", "suspended": "特别程序", "resumed": "恢复办理", "extended": "延长",
            "reviewed": "审查", "legConcluded": "环节办结", "approved": "准予", "issued": "制证", "withdrawn": "撤回",
            "passedOn": "转报", "voided": "作废", "archived": "归档",
            "sharedChangeRequested": "申请变更台账", "sharedChanged": "台账变更",
        ]
        return terms[kind].map { "\(kind) \($0)" } ?? kind
    }
}
