/// A material that a guide asks for (申请材料).
///
/// The values are those of the national item tables.
public struct GuideMaterial: Hashable, Sendable, Codable {
    /// Where it comes from (材料来源).
    public enum Source: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// The applicant makes or holds it (申请人自备).
        case applicant
        /// A government body issued it (政府部门核发).
        case government
        /// Someone else issued it (其他).
        case other

        /// The source's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .applicant: "申请人自备"
            case .government: "政府部门核发"
            case .other: "其他"
            }
        }
    }

    /// Whether it must be there (材料必要性).
    public enum Necessity: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// Without it the case is not complete (必要).
        case mandatory
        /// Only in some situations (非必要).
        case optional
        /// The case begins without it, and it follows (容缺后补).
        case deferred

        /// The necessity's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .mandatory: "必要"
            case .optional: "非必要"
            case .deferred: "容缺后补"
            }
        }
    }

    /// What it may be made of (材料形式).
    public enum Form: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// Paper (纸质).
        case paper
        /// An electronic document (电子).
        case electronic
        /// Either (纸质或电子).
        case both

        /// The form's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .paper: "纸质"
            case .electronic: "电子"
            case .both: "纸质或电子"
            }
        }
    }

    /// A short key, used once in a guide, 1 to 50 characters.
    public var key: String
    /// The name, used once in a guide, 1 to 100 characters.
    public var name: String
    /// Where it comes from.
    public var source: Source
    /// Whether it must be there.
    public var necessity: Necessity
    /// What it may be made of.
    public var form: Form
    /// How many originals are needed, 0 to 99.
    public var originals: Int
    /// How many copies are needed, 0 to 99.
    public var copies: Int
    /// What a clerk looks at before taking it (受理标准), 1 to 20 points of at most 1,000 characters.
    public var criteria: [String]
    /// How it gets to the handling city.
    public var transmission: Transmission
    /// Whether the issuing government's shared data may replace it.
    ///
    /// What can be shared must not be asked for again (政务数据共享条例, State Council Decree 809), so such a material is
    /// never missing from a submission. Only a material of ``Source/government`` can be shared.
    public var sharedDataReplaces: Bool
    /// The media types of its files (RFC 6838); none when it has no file.
    public var mediaTypes: [String]

    /// Describes a material.
    public init(
        key: String,
        name: String,
        source: Source,
        necessity: Necessity,
        form: Form,
        originals: Int,
        copies: Int,
        criteria: [String],
        transmission: Transmission,
        sharedDataReplaces: Bool = false,
        mediaTypes: [String]
    ) {
        self.key = key
        self.name = name
        self.source = source
        self.necessity = necessity
        self.form = form
        self.originals = originals
        self.copies = copies
        self.criteria = criteria
        self.transmission = transmission
        self.sharedDataReplaces = sharedDataReplaces
        self.mediaTypes = mediaTypes
    }

    /// Reads a material; that shared data replaces it, and media types, may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        key = try container.decode(String.self, forKey: .key)
        name = try container.decode(String.self, forKey: .name)
        source = try container.decode(Source.self, forKey: .source)
        necessity = try container.decode(Necessity.self, forKey: .necessity)
        form = try container.decode(Form.self, forKey: .form)
        originals = try container.decode(Int.self, forKey: .originals)
        copies = try container.decode(Int.self, forKey: .copies)
        criteria = try container.decode([String].self, forKey: .criteria)
        transmission = try container.decode(Transmission.self, forKey: .transmission)
        sharedDataReplaces = try container.decodeIfPresent(Bool.self, forKey: .sharedDataReplaces) ?? false
        mediaTypes = try container.decodeIfPresent([String].self, forKey: .mediaTypes) ?? []
    }

    /// Whether a submission is incomplete without a file of it.
    public var mustBeGiven: Bool { necessity == .mandatory && transmission.hasFile && !sharedDataReplaces }

    /// Whether a file may stand for it that is of this form.
    public func takes(_ given: MaterialReference.Form) -> Bool {
        switch given {
        case .original: form != .electronic
        case .copy: form != .electronic && copies > 0
        case .electronic: form != .paper
        }
    }
}
