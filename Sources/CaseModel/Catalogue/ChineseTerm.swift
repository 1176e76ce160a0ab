/// A value that files and pages name by its Chinese term.
public protocol ChineseTerm: RawRepresentable<String>, CaseIterable {
    /// The Chinese term, as the national documents write it.
    var chineseTerm: String { get }
}

extension ChineseTerm {
    /// Reads the Chinese term or the raw value; anything else is `nil`.
    public init?(word: String) {
        guard let value = Self.allCases.first(where: { $0.chineseTerm == word || $0.rawValue == word }) else {
            return nil
        }
        self = value
    }

    /// All Chinese terms, for a message that says what is possible.
    public static var chineseTerms: String { allCases.map(\.chineseTerm).joined(separator: ", ") }
}

extension HandlingMode: ChineseTerm {
    /// The mode as 国办发〔2020〕35号 names it.
    public var chineseTerm: String {
        switch self {
        case .online: "全程网办"
        case .collected: "异地代收代办"
        case .joint: "多地联办"
        }
    }
}

extension Applicant.Kind: ChineseTerm {
    /// The kind as item catalogues name whom an item serves (服务对象).
    public var chineseTerm: String {
        switch self {
        case .natural: "自然人"
        case .legal: "法人"
        case .other: "其他组织"
        }
    }
}

extension Side: ChineseTerm {
    /// The side as windows name it.
    public var chineseTerm: String {
        switch self {
        case .collecting: "收件地"
        case .handling: "办理地"
        }
    }
}

extension MaterialReference.Form: ChineseTerm {
    /// The form as windows name it.
    public var chineseTerm: String {
        switch self {
        case .original: "原件"
        case .copy: "复印件"
        case .electronic: "电子材料"
        }
    }
}
