import CaseModel
import JSONCoding

/// What a case holds in two columns of JSON: both are NULL for most cases that are under way.
enum CaseText {
    /// Writes a value with its keys in order, so that equal cases have equal rows.
    static func write(_ value: (some Encodable)?) throws(StoreError) -> String? {
        guard let value else { return nil }
        do {
            return try JSONStream.text(value)
        } catch {
            throw .corrupt(detail: "a case cannot be written as JSON: \(error)")
        }
    }

    /// Reads a column; NULL is `nil`.
    static func read<Value: Decodable>(_: Value.Type, _ row: Prepared, _ column: Int32) throws(StoreError) -> Value? {
        row.isNull(column) ? nil : try read(Value.self, row.bytes(column))
    }

    /// Reads what a case has gathered.
    static func readProgress(_ row: Prepared, _ column: Int32) throws(StoreError) -> CaseProgress? {
        guard !row.isNull(column) else { return nil }
        do {
            return try ProgressText.read(row.bytes(column))
        } catch {
            throw .corrupt(detail: "what a case gathered cannot be read: \(error)")
        }
    }

    /// Reads a text.
    static func read<Value: Decodable>(_: Value.Type, _ text: String) throws(StoreError) -> Value {
        try read(Value.self, Array(text.utf8))
    }

    private static func read<Value: Decodable>(_: Value.Type, _ text: [UInt8]) throws(StoreError) -> Value {
        do {
            return try JSONTree.decode(Value.self, from: text)
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
        get throws(StoreError) {
            guard let gathered else { return nil }
            do {
                return try ProgressText.write(gathered)
            } catch {
                throw .corrupt(detail: "what a case gathered cannot be written as JSON: \(error)")
            }
        }
    }
}
