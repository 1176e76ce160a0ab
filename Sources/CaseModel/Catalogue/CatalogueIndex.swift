/// Finds items by code, name, English words and pinyin initials.
///
/// Only what names an item is searched. The texts of guides are not, and above all not the names of cities: every guide
/// would be found by every city's name. Cities are a filter (``CatalogueQuery/city``).
public struct CatalogueIndex: Sendable {
    /// The items by code; a place below is one in this list.
    let items: [Item]
    /// When each item is offered, and where.
    let offers: [ItemOffers]
    /// The Chinese names and aliases of each item.
    private let names: [[SearchText]]
    /// The pinyin initials of each of them.
    private let initials: [[[PinyinInitials]]]
    private let grams: GramIndex
    private let codes: PrefixTable
    private let implementationCodes: [SearchText: Int]
    private let englishNames: PrefixTable
    private let englishWords: PrefixTable

    /// Characters from which on the beginning of a code is enough.
    static let codePrefixCharactersMin = 4

    /// Reads a catalogue.
    public init(_ catalogue: Catalogue) {
        let items = catalogue.items
        let names = items.map { ([$0.name] + $0.aliases).map { SearchText($0) } }
        var grams = GramIndex()
        var codes: [(SearchText, Int)] = []
        var englishWords: [(SearchText, Int)] = []
        var implementationCodes: [SearchText: Int] = [:]
        for (place, item) in items.enumerated() {
            for name in names[place] { grams.add(name, place: place) }
            codes += ([item.code] + item.localCodes).map { (SearchText($0), place) }
            englishWords += SearchText.words(of: item.englishName).map { ($0, place) }
            for city in catalogue.cities(for: item.code) {
                for guide in catalogue.versions(for: item.code, city: city) {
                    implementationCodes[SearchText(guide.implementationCode)] = place
                }
            }
        }
        self.items = items
        self.names = names
        self.grams = grams
        self.codes = PrefixTable(codes)
        self.englishWords = PrefixTable(englishWords)
        self.implementationCodes = implementationCodes
        englishNames = PrefixTable(items.enumerated().map { (SearchText($1.englishName), $0) })
        offers = items.map { ItemOffers($0, in: catalogue) }
        initials = names.map { $0.map { $0.scalars.map(PinyinInitials.init) } }
    }

    /// The match of each item, by place, and `nil` where there is none.
    func matches(_ text: String) -> [CatalogueHit.Match?] {
        guard text.contains(where: { !$0.isWhitespace }) else {
            return Array(repeating: .exact, count: items.count)
        }
        var best = matches(SearchText(text))
        let terms = text.split(whereSeparator: \.isWhitespace)
        guard terms.count > 1 else { return best }
        var together = matches(SearchText(terms[0]))
        for term in terms.dropFirst() {
            let more = matches(SearchText(term))
            for place in together.indices {
                together[place] = together[place].flatMap { match in more[place].map { max(match, $0) } }
            }
        }
        for place in best.indices {
            best[place] = [best[place], together[place]].compactMap { $0 }.min()
        }
        return best
    }

    private func matches(_ term: SearchText) -> [CatalogueHit.Match?] {
        var found = [CatalogueHit.Match?](repeating: nil, count: items.count)
        guard !term.isEmpty else { return found }
        func note(_ place: Int, _ match: CatalogueHit.Match) {
            if found[place].map({ match < $0 }) ?? true { found[place] = match }
        }
        if term.isLatin, term.scalars.count >= 2 { notePinyin(term, note) }
        for candidate in grams.candidates(for: term) {
            for name in names[Int(candidate)] {
                guard let start = name.place(of: term) else { continue }
                let isWhole = name.scalars.count == term.scalars.count
                note(Int(candidate), isWhole ? .exact : start == 0 ? .prefix : .part)
            }
        }
        let prefixCounts = term.scalars.count >= Self.codePrefixCharactersMin
        codes.forEach(beginning: term) { place, isWhole in
            if isWhole || prefixCounts { note(place, isWhole ? .exact : .prefix) }
        }
        if let place = implementationCodes[term] { note(place, .exact) }
        englishNames.forEach(beginning: term) { place, isWhole in note(place, isWhole ? .exact : .prefix) }
        englishWords.forEach(beginning: term) { place, _ in note(place, .part) }
        return found
    }

    private func notePinyin(_ term: SearchText, _ note: (Int, CatalogueHit.Match) -> Void) {
        for place in initials.indices where initials[place].contains(where: { term.place(in: $0) != nil }) {
            note(place, .pinyin)
        }
    }
}
