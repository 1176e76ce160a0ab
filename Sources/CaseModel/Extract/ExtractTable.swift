/// A table that is handed to another system row by row (数据归集): its columns are stable, so that whoever reads it may rely
/// on their names, order and codes.
///
/// Columns are only ever added, at the end.
public struct ExtractTable<Row: Sendable>: Sendable {
    /// A column.
    public struct Column: Sendable {
        /// The name, in small letters and underscores.
        public var name: String
        /// What it holds, in Chinese.
        public var title: String
        /// The cell of a row.
        public var cell: @Sendable (Row) -> CSVTable.Cell

        init(_ name: String, _ title: String, _ cell: @escaping @Sendable (Row) -> CSVTable.Cell) {
            self.name = name
            self.title = title
            self.cell = cell
        }
    }

    /// The columns, in order.
    public let columns: [Column]

    /// The header row as comma-separated values.
    public var header: String { CSVTable.line(columns.map { .text($0.name) }) }

    /// A row as comma-separated values.
    public func line(_ row: Row) -> String { CSVTable.line(columns.map { $0.cell(row) }) }

    /// A row's cells with their names, those that are empty left out.
    public func cells(_ row: Row) -> [(name: String, cell: CSVTable.Cell)] {
        columns.compactMap { column in
            let cell = column.cell(row)
            return cell == .empty ? nil : (column.name, cell)
        }
    }
}

extension CSVTable.Cell {
    /// A text, or nothing.
    static func text(_ value: String?) -> Self { value.map { .text($0) } ?? .empty }

    /// A whole number, or nothing.
    static func number(_ value: Int?) -> Self { value.map { .number(Int64($0)) } ?? .empty }

    /// A city's code.
    static func area(_ city: CityCode) -> Self { .text("\(city)") }

    /// An instant as the standard writes it: `YYYYMMDDThhmmss` in Asia/Shanghai (GB/T 39046).
    static func time(_ milliseconds: Int64?) -> Self {
        guard let milliseconds else { return .empty }
        let day = LocalDay(milliseconds: milliseconds)
        let seconds = (milliseconds - day.startMilliseconds) / 1_000
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
        return .text("\(day)T" + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined())
    }
}
