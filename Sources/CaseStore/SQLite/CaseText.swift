import CaseModel
import Foundation

/// What a case holds in two columns of JSON: both are NULL for most cases that are under way.
enum CaseText {
    /// Writes a value with its keys in order, so that equal cases have equal rows.
    static func write(_ value: (some Encodable)?) throws(StoreError) -> String? {
        guard let value else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .corrupt(detail: "a case cannot be written as JSON: \(error)")
        }
    }

    /// Reads a column; NULL is `nil`.
    static func read<Value: Decodable>(_: Value.Type, _ row: Prepared, _ column: Int32) throws(StoreError) -> Value? {
        row.isNull(column) ? nil : try read(Value.self, Data(row.buffer(column)))
    }

    /// Reads a text.
    static func read<Value: Decodable>(_: Value.Type, _ text: String) throws(StoreError) -> Value {
        try read(Value.self, Data(text.utf8))
    }

    private static func read<Value: Decodable>(_: Value.Type, _ text: Data) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: text)
        } catch {
            throw .corrupt(detail: "a case's \(Value.self) cannot be read: \(error)")
        }
    }
}

extension CaseRecord {
    /// The terms as they are kept: the law's need no text.
    var termsText: String? {
        get throws(StoreError) { try KnownTerms.shared.write(terms) }
    }

    /// What was gathered as it is kept.
    var gatheredText: String? {
        get throws(StoreError) { try CaseText.write(gathered) }
    }
}
