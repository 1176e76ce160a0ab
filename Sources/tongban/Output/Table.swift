/// Lines in columns for people: as wide as they must be, and right where Chinese characters take two places.
struct Table {
    /// How a column is set.
    enum Alignment: Hashable {
        case left
        case right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    /// Makes a table; a title that ends in `>` makes its column stand to the right.
    init(_ titles: String...) {
        columns = titles.map { $0.hasSuffix(">") ? (String($0.dropLast()), .right) : ($0, .left) }
    }

    /// Adds a line; what the other side of a wire wrote cannot steer the terminal.
    mutating func add(_ cells: String...) {
        precondition(cells.count == columns.count, "a line has a cell for every column")
        rows.append(cells.map(TextWidth.printable))
    }

    /// Whether there are no lines.
    var isEmpty: Bool { rows.isEmpty }

    /// The lines, titles first.
    var lines: [String] {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { index in all.map { TextWidth.of($0[index]) }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (index, cell) in row.enumerated() {
                let space = String(repeating: " ", count: widths[index] - TextWidth.of(cell))
                line += columns[index].alignment == .right ? space + cell : cell + space
                if index < row.count - 1 { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Writes the lines, or one sentence where there are none.
    func write(to console: Console, whenEmpty: String) {
        if isEmpty {
            console.out(whenEmpty)
        } else {
            for line in lines { console.out(line) }
        }
    }
}
