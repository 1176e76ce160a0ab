/// Lines of label and value under one heading.
public struct DocumentSection: Hashable, Sendable, Codable {
    /// One line.
    public struct Row: Hashable, Sendable, Codable {
        /// What it is, 1 to 100 characters.
        public var label: String
        /// Its value, at most 4,000 characters.
        public var value: String

        /// Fills a line.
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// The heading, 1 to 100 characters.
    public var heading: String
    /// The lines, 1 to 200.
    public var rows: [Row]

    /// Fills a section.
    public init(heading: String, rows: [Row]) {
        self.heading = heading
        self.rows = rows
    }
}
