/// A text under one heading.
public struct DocumentParagraph: Hashable, Sendable, Codable {
    /// The heading, 1 to 100 characters.
    public var heading: String
    /// The text, 1 to 4,000 characters.
    public var text: String

    /// Fills a paragraph.
    public init(heading: String, text: String) {
        self.heading = heading
        self.text = text
    }
}
