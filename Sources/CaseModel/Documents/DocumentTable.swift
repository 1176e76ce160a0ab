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
