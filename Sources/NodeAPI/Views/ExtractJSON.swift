import CaseModel

/// A row of an extract as JSON: its columns by name, those that are empty left out.
struct ExtractJSON: Encodable {
    let cells: [(name: String, cell: CSVTable.Cell)]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, cell) in cells {
            switch cell {
            case .text(let text): try container.encode(text, forKey: Name(stringValue: name))
            case .number(let number): try container.encode(number, forKey: Name(stringValue: name))
            case .empty: continue
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}
