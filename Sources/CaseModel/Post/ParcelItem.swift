/// One line of a parcel's list of contents (物品清单).
public struct ParcelItem: Hashable, Sendable, Codable {
    /// What the paper is.
    public enum Form: String, Hashable, Sendable, CaseIterable, Codable {
        /// An original, which nobody can print again (原件).
        case original
        /// A copy (复印件).
        case copy
    }

    /// What it is called in the list of materials, 1 to 100 characters.
    public var name: String
    /// What the paper is.
    public var form: Form
    /// How many pieces, 1 to 10,000.
    public var count: Int
    /// The case that it belongs to; may be `nil` where the parcel has only one.
    public var caseNumber: CaseNumber?
    /// The photo that was taken before the parcel was sealed, if there is one.
    public var photo: MaterialDigest?
    /// True for what must not go by courier, a personnel file for example (人事档案): it goes by confidential mail.
    public var isConfidential: Bool

    /// Names a content.
    public init(
        name: String,
        form: Form,
        count: Int = 1,
        caseNumber: CaseNumber? = nil,
        photo: MaterialDigest? = nil,
        isConfidential: Bool = false
    ) {
        self.name = name
        self.form = form
        self.count = count
        self.caseNumber = caseNumber
        self.photo = photo
        self.isConfidential = isConfidential
    }

    /// Reads a content; the count is 1 and it is not confidential where nothing else is said.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        form = try container.decode(Form.self, forKey: .form)
        count = try container.decodeIfPresent(Int.self, forKey: .count) ?? 1
        caseNumber = try container.decodeIfPresent(CaseNumber.self, forKey: .caseNumber)
        photo = try container.decodeIfPresent(MaterialDigest.self, forKey: .photo)
        isConfidential = try container.decodeIfPresent(Bool.self, forKey: .isConfidential) ?? false
    }
}
