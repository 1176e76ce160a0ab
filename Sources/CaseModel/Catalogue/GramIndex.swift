/// Finds the texts that may hold a text, by its single characters and its pairs of neighbours (倒排索引).
///
/// What it gives is looked at again: a text that holds all pairs need not hold them in a row.
struct GramIndex: Sendable {
    private var places: [UInt64: [Int32]] = [:]

    /// Adds a text of the item at `place`; places come in rising order.
    mutating func add(_ text: SearchText, place: Int) {
        for gram in Self.grams(of: text, single: true) where places[gram]?.last != Int32(place) {
            places[gram, default: []].append(Int32(place))
        }
    }

    /// The items that may hold a text: those with its rarest pair, or with its only character.
    func candidates(for text: SearchText) -> [Int32] {
        var best: [Int32]?
        for gram in Self.grams(of: text, single: text.scalars.count == 1) {
            guard let found = places[gram] else { return [] }
            if best.map({ found.count < $0.count }) ?? true { best = found }
        }
        return best ?? []
    }

    private static func grams(of text: SearchText, single: Bool) -> [UInt64] {
        let scalars = text.scalars
        var grams = zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }
        if single { grams += scalars.map(UInt64.init) }
        return grams
    }
}
