/// A table as comma-separated values (RFC 4180): UTF-8, a header row, CR LF after every row.
public struct CSVTable: Hashable, Sendable {
    /// One cell.
    public enum Cell: Hashable, Sendable {
        /// What a person wrote.
        ///
        /// Where it begins like a formula, an apostrophe is put before it, because spreadsheets would run it.
        case text(String)
        /// A number.
        case number(Int64)
        /// Nothing is known.
        case empty
    }

    /// The table in its text form.
    public private(set) var text: String
    private let columnCount: Int

    /// Begins a table with its header row.
    public init(columns: [String]) {
        columnCount = columns.count
        text = ""
        append(columns.map { .text($0) })
    }

    /// Adds a row, which has as many cells as the header.
    public mutating func append(_ row: [Cell]) {
        precondition(row.count == columnCount, "every row of a table has the header's columns")
        text += Self.line(row)
    }

    /// One row with its CR LF.
    public static func line(_ row: [Cell]) -> String {
        var text = ""
        for (index, cell) in row.enumerated() {
            if index > 0 { text += "," }
            switch cell {
            case .text(let value): text += quoted(value)
            case .number(let value): text += String(value)
            case .empty: break
            }
        }
        return text + "\r\n"
    }

    private static func quoted(_ value: String) -> String {
        var value = value
        if let first = value.utf8.first, "=+-@\t\r".utf8.contains(first) { value = "'" + value }
        guard value.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return value }
        var result = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" { result.unicodeScalars.append(scalar) }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
