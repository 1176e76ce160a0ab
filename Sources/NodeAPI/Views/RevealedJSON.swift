import CaseModel

/// Personal data that were shown, as the API writes them: each value under its field's name.
struct RevealedJSON: Encodable {
    var number: String
    var at: Timestamp
    var values: [String: PersonalValue]

    init(_ data: RevealedData) {
        number = "\(data.number)"
        at = Timestamp(data.at)
        values = data.values.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
    }
}
