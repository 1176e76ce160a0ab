// How the national documents name the values of an evaluation.

extension SatisfactionLevel {
    /// The level as the applicant reads it.
    public var chineseTerm: String {
        switch self {
        case .verySatisfied: "非常满意"
        case .satisfied: "满意"
        case .acceptable: "基本满意"
        case .dissatisfied: "不满意"
        case .veryDissatisfied: "非常不满意"
        }
    }

    /// Reads the number of a level.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let level = SatisfactionLevel(rawValue: try container.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a level is 1 (very satisfied, 非常满意) to 5 (very dissatisfied, 非常不满意)"
            )
        }
        self = level
    }
}

extension RectificationState: ChineseTerm {
    /// Where a ticket stands.
    public var chineseTerm: String {
        switch self {
        case .open: "待整改"
        case .answered: "已反馈"
        case .calledBack: "已回访"
        case .closed: "已办结"
        case .excluded: "不计入"
        }
    }
}

extension RectificationStep.Kind: ChineseTerm {
    /// What is done.
    public var chineseTerm: String {
        switch self {
        case .answer: "整改反馈"
        case .callBackContent: "回访满意"
        case .callBackDiscontent: "回访不满意"
        case .close: "办结公开"
        case .excludeMistaken: "误评"
        case .excludeMalicious: "恶意差评"
        }
    }
}
