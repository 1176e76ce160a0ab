/// The result reached the applicant (送达回执).
public struct Delivery: Deed {
    /// How it was handed over.
    public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
        /// At the collecting window (窗口领取).
        case window
        /// By post or courier (邮寄).
        case post
        /// As an electronic document (电子送达).
        case electronic
    }

    /// How it was handed over.
    public var method: Method
    /// Who took it, 1 to 100 characters.
    ///
    /// Personal data.
    public var recipient: String
    /// A word, a parcel number for example; at most 4,000 characters.
    public var note: String
    /// Who handed it over, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills a delivery.
    public init(method: Method, recipient: String, note: String = "", officer: String, role: Role = .windowClerk) {
        self.method = method
        self.recipient = recipient
        self.note = note
        self.officer = officer
        self.role = role
    }

    /// Reads a delivery; the note may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        method = try container.decode(Method.self, forKey: .method)
        recipient = try container.decode(String.self, forKey: .recipient)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
