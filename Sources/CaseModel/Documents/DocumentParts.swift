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

/// A table with a header row.
public struct DocumentTable: Hashable, Sendable, Codable {
    /// What stands over it, 1 to 100 characters.
    public var caption: String
    /// The header, 1 to 8 cells of 1 to 100 characters.
    public var columns: [String]
    /// The rows, 1 to 200, each with a cell for every column.
    public var rows: [[String]]

    /// Fills a table.
    public init(caption: String, columns: [String], rows: [[String]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

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
