/// That somebody agreed to one use of personal data (授权同意, 个人信息保护法 13 to 17 and 29).
///
/// One consent is for one purpose. So a consent to a check of the face is a separate consent (单独同意) by its form.
/// Personal data: it never reaches a log.
public struct Consent: Hashable, Sendable {
    /// What the data are used for.
    public enum Purpose: String, Hashable, Sendable, CaseIterable, Codable {
        /// Collect the application and hand it to the other city (收件并移交办理地).
        case handOver
        /// Compare the face on a device (人脸识别).
        case faceCheck
        /// Look up electronic certificates (调用电子证照).
        case certificate
        /// Fill the form from shared data (免填写).
        case prefill
        /// Record a video session (录音录像).
        case recording
    }

    /// How it was given.
    public enum Form: String, Hashable, Sendable, CaseIterable, Codable {
        /// Signed on the pad at the counter (签字板).
        case signaturePad
        /// Signed on paper (纸质).
        case paper
        /// Confirmed online under a real name (线上).
        case online
    }

    /// In which part the person gave it.
    public var giver: Party
    /// The person's name, 1 to 100 characters.
    public var name: String
    /// What for.
    public var purpose: Purpose
    /// The fields that it covers, by name, at most 100.
    public var fields: [String]
    /// The materials that it covers, by name, at most 100.
    public var materials: [String]
    /// The version of the text that was shown, 1 to 50 characters.
    public var textVersion: String
    /// How it was given.
    public var form: Form
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var givenAt: Int64
    /// The officer or the system that took it, 1 to 100 characters.
    public var collectedBy: String
    /// When it was withdrawn, in the same measure, or `nil` while it stands.
    public var withdrawnAt: Int64?

    /// Records a consent.
    public init(
        giver: Party,
        name: String,
        purpose: Purpose,
        fields: [String] = [],
        materials: [String] = [],
        textVersion: String,
        form: Form,
        givenAt: Int64,
        collectedBy: String,
        withdrawnAt: Int64? = nil
    ) {
        self.giver = giver
        self.name = name
        self.purpose = purpose
        self.fields = fields
        self.materials = materials
        self.textVersion = textVersion
        self.form = form
        self.givenAt = givenAt
        self.collectedBy = collectedBy
        self.withdrawnAt = withdrawnAt
    }

    /// True when this consent stands at an instant: given, and not withdrawn yet.
    public func stands(at milliseconds: Int64) -> Bool {
        givenAt <= milliseconds && withdrawnAt.map { milliseconds < $0 } ?? true
    }

    /// True when this consent stands at the use's instant and names its purpose and all that it touches.
    public func covers(_ use: ConsentUse) -> Bool {
        purpose == use.purpose && stands(at: use.at)
            && use.fields.allSatisfy(fields.contains) && use.materials.allSatisfy(materials.contains)
    }

    /// Finds the first fault; `path` is where the consent stands, like `consents[0]`.
    func check(_ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.name(name, "\(path).name")
        try checker.names(fields, max: IdentityLimits.consentScopeMax, "\(path).fields")
        try checker.names(materials, max: IdentityLimits.consentScopeMax, "\(path).materials")
        try checker.name(textVersion, max: IdentityLimits.textVersionCharactersMax, "\(path).textVersion")
        try checker.name(collectedBy, "\(path).collectedBy")
        if let withdrawnAt, withdrawnAt < givenAt {
            throw CaseRefusal(
                .malformed,
                "withdrawn before it was given: correct one of the two times",
                field: "\(path).withdrawnAt"
            )
        }
    }
}

extension Consent: Codable {
    /// Reads a consent; fields, materials and the withdrawal may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        giver = try container.decode(Party.self, forKey: .giver)
        name = try container.decode(String.self, forKey: .name)
        purpose = try container.decode(Purpose.self, forKey: .purpose)
        fields = try container.decodeIfPresent([String].self, forKey: .fields) ?? []
        materials = try container.decodeIfPresent([String].self, forKey: .materials) ?? []
        textVersion = try container.decode(String.self, forKey: .textVersion)
        form = try container.decode(Form.self, forKey: .form)
        givenAt = try container.decode(Int64.self, forKey: .givenAt)
        collectedBy = try container.decode(String.self, forKey: .collectedBy)
        withdrawnAt = try container.decodeIfPresent(Int64.self, forKey: .withdrawnAt)
    }
}
