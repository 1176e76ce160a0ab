extension CatalogueIndex {
    /// Finds items, best matches first and by code among equals; the same question has the same answer.
    ///
    /// Filters by city and mode look at the guides in force on `day`. A text that is too long or has too many
    /// words, a limit out of bounds and a cursor that no page gave are refused.
    public func search(_ query: CatalogueQuery, on day: LocalDay) throws(CaseRefusal) -> CataloguePage {
        let start = try begin(query)
        let matches = matches(query.text)
        var hits: [CatalogueHit] = []
        for match in CatalogueHit.Match.allCases where match >= start.match {
            let first = match == start.match ? start.place : 0
            for place in first..<items.count where matches[place] == match {
                guard passes(place, query, on: day) else { continue }
                guard hits.count < query.limit else {
                    return CataloguePage(hits: hits, next: hits.last.map { Cursor.text($0.match, $0.item.code) })
                }
                hits.append(CatalogueHit(item: items[place], match: match, cities: offers[place].cities(on: day)))
            }
        }
        return CataloguePage(hits: hits, next: nil)
    }

    private func passes(_ place: Int, _ query: CatalogueQuery, on day: LocalDay) -> Bool {
        let item = items[place]
        return (query.field == nil || item.field == query.field)
            && (query.applicant.map(item.applicants.contains) ?? true)
            && offers[place].holds(city: query.city, mode: query.mode, on: day)
    }

    /// Checks a query, and says from where on it asks.
    private func begin(_ query: CatalogueQuery) throws(CaseRefusal) -> (match: CatalogueHit.Match, place: Int) {
        var checker = Checker()
        try checker.text(query.text, max: CatalogueLimits.searchCharactersMax, lines: false, "text")
        let wordCount = query.text.split(whereSeparator: \.isWhitespace).count
        guard wordCount <= CatalogueLimits.searchWordsMax else {
            throw CaseRefusal(
                .tooMuch,
                "at most \(CatalogueLimits.searchWordsMax) words, these are \(wordCount): give fewer",
                field: "text"
            )
        }
        guard (1...CatalogueLimits.pageMax).contains(query.limit) else {
            throw CaseRefusal(.malformed, "1 to \(CatalogueLimits.pageMax), not \(query.limit)", field: "limit")
        }
        guard let text = query.cursor else { return (.exact, 0) }
        guard let cursor = Cursor(text) else {
            throw CaseRefusal(.malformed, "give what the page before ended with, or nothing", field: "cursor")
        }
        return (cursor.match, items.firstIndex { $0.code > cursor.code } ?? items.count)
    }

    /// Where a page ended: the last hit's match and code.
    private struct Cursor {
        var match: CatalogueHit.Match
        var code: String

        init?(_ text: String) {
            guard let colon = text.firstIndex(of: ":"),
                let match = CatalogueHit.Match(rawValue: String(text[..<colon]))
            else { return nil }
            self.match = match
            code = String(text[text.index(after: colon)...])
        }

        static func text(_ match: CatalogueHit.Match, _ code: String) -> String { "\(match.rawValue):\(code)" }
    }
}
