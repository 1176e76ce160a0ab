import CaseModel

// The values that many bodies and answers have in common.
extension JSONShape {
    /// A city's code.
    static let city = text(
        pattern: "^[1-9][0-9]{5}$",
        example: "330800",
        about: "a city by its code of GB/T 2260 (行政区划代码)"
    )
    /// A case number.
    static let caseNumber = text(
        pattern: "^[1-9][0-9]{5}-[0-9]{8}-[0-9A-HJKMNP-TV-Z]{10}$",
        example: "330800-20261123-7K2M9QX4RT",
        about: "a case by its number (办件编号): collecting city, day, ten characters"
    )
    /// A SHA-256 digest in lower case.
    static let digest = text(
        pattern: "^[0-9a-f]{64}$",
        example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        about: "a file by its SHA-256"
    )
    /// A moment as answers write it.
    static let moment = text(
        format: "date-time",
        example: "2026-11-23T10:15:04.118+08:00",
        about: "a moment in Asia/Shanghai (RFC 3339)"
    )
    /// A day as answers write it.
    static let day = text(pattern: #"^\d{4}-\d{2}-\d{2}$"#, format: "date", example: "2026-12-15", about: "a day")
    /// A day as the model writes it.
    static let digits = text(pattern: "^[0-9]{8}$", example: "20261231", about: "a day as eight digits")
    /// A moment as requests give it.
    static let instant = whole(
        0...CaseLimits.instantMax,
        example: 1_795_446_000_000,
        about: "a moment in milliseconds since 1970-01-01T00:00:00Z"
    )
    /// How many there are.
    static let count = whole(0...Int64.max, example: 1, about: "how many there are")
    /// A size in bytes.
    static let bytes = whole(0...Int64.max, example: 4, about: "a size in bytes")
    /// A place in a stream.
    static let place = whole(0...Int64.max, example: 42, about: "a place in a stream, 0 before the first entry")
    /// A version of what changes.
    static let version = whole(1...Int64.max, example: 3, about: "how often it was changed, from 1; its ETag")
    /// An address of the API.
    static let path = text(
        pattern: "^/v1/",
        format: "uri-reference",
        example: "/v1/cases",
        about: "an address of this API"
    )
    /// What the next page is asked with.
    static let cursor = text(example: "41", about: "gives the next page as `cursor`; left out on the last one")
    /// An amount of money.
    static let fen = whole(0...PostLimits.costFenMax, example: 2_200, about: "an amount in fen (分)")
    /// A telephone number.
    static let phone = text(
        CaseLimits.phoneCharactersMin...CaseLimits.phoneCharactersMax,
        pattern: "^[0-9 +()#*,-]*[0-9][0-9 +()#*,-]*$",
        example: "13800000000",
        about: "a telephone number (联系电话)"
    )
    /// Who acts.
    static let officer = line(example: "李四", about: "who acts, by name (经办人)")
    /// The office for which somebody acts.
    static let office = line(example: "衢州市跨省通办窗口", about: "the office for which somebody acts (经办部门)")
    /// A free text.
    static let note = prose(example: "材料符合", about: "a note (备注)")
    /// The reason of an action.
    static let reason = prose(min: 1, example: "申请人改在本地办理", about: "why (理由)")

    /// The pattern of a text that is not blank.
    static let ink = #"\S"#

    /// A text on one line that is not blank.
    static func line(
        _ max: Int = CaseLimits.nameCharactersMax,
        example: JSONValue,
        about: String
    ) -> JSONShape {
        text(1...max, pattern: ink, example: example, about: about)
    }

    /// A text of any number of lines.
    static func prose(
        min: Int = 0,
        _ max: Int = CaseLimits.textCharactersMax,
        example: JSONValue,
        about: String
    ) -> JSONShape {
        text(min...max, pattern: min > 0 ? ink : nil, example: example, about: about)
    }

    /// One of an enumeration's names.
    static func names<Choice: RawRepresentable<String> & CaseIterable>(
        of: Choice.Type,
        _ about: String = "",
        term: (Choice) -> String? = { _ in nil }
    ) -> JSONShape {
        var shape = oneOf(Choice.allCases.map(\.rawValue))
        shape.about = about
        shape.terms = Choice.allCases.compactMap(term)
        return shape
    }

    /// One of an enumeration's names, with their Chinese terms.
    static func names<Choice: ChineseTerm>(of type: Choice.Type, _ about: String = "") -> JSONShape {
        names(of: type, about) { $0.chineseTerm }
    }

    /// The name of a role.
    static let role = names(of: Role.self, "the role in which somebody acts (角色)") { $0.chineseTerm }
        .saying(nil, example: "windowClerk")
    /// How the cities share the work.
    static let mode = names(of: HandlingMode.self, "how the cities share the work (办理模式)")
}
