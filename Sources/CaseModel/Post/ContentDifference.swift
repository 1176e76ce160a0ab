/// What the receiver found other than the list says.
public struct ContentDifference: Hashable, Sendable, Codable {
    /// In which way it differs.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Fewer pieces than the list says (短少).
        case missing
        /// Damaged (毁损).
        case damaged
        /// Another paper than the list says (错装).
        case wrong
    }

    /// The line of the list, from 0.
    public var item: Int
    /// In which way it differs.
    public var kind: Kind
    /// How many pieces differ, at least 1 and at most the line's count.
    public var count: Int
    /// What was seen, at most 1,000 characters.
    public var note: String

    /// Names a difference.
    public init(item: Int, kind: Kind, count: Int = 1, note: String = "") {
        self.item = item
        self.kind = kind
        self.count = count
        self.note = note
    }

    /// Reads a difference; the count is 1 and the note empty where nothing else is said.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        item = try container.decode(Int.self, forKey: .item)
        kind = try container.decode(Kind.self, forKey: .kind)
        count = try container.decodeIfPresent(Int.self, forKey: .count) ?? 1
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
    }
}
