/// Texts in order, so that those that begin alike stand together.
struct PrefixTable: Sendable {
    private let keys: [SearchText]
    private let places: [Int]

    /// Takes texts, each with the place of the item that it belongs to.
    init(_ entries: [(key: SearchText, place: Int)]) {
        let sorted = entries.sorted { $0.key == $1.key ? $0.place < $1.place : $0.key < $1.key }
        keys = sorted.map(\.key)
        places = sorted.map(\.place)
    }

    /// Calls `body` for each item with a text that begins with `prefix`, and says whether the text ends there too.
    func forEach(beginning prefix: SearchText, _ body: (_ place: Int, _ isWhole: Bool) -> Void) {
        let first = keys.partitioningIndex { $0 >= prefix }
        for index in first..<keys.partitioningIndex(where: { $0 >= prefix && !$0.hasPrefix(prefix) }) {
            body(places[index], keys[index].scalars.count == prefix.scalars.count)
        }
    }
}
