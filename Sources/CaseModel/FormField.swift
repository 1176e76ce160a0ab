/// One line of a form: the item's guide says which lines there are, the case keeps what was written.
public struct FormField: Hashable, Sendable, Codable {
    /// The line's name, 1 to 100 characters, used once in a form.
    public var name: String
    /// What was written, at most 4,000 characters.
    public var value: String

    /// Fills a line.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
