import CaseModel

extension CatalogueReader {
    /// Reads a file of one city's guides; `city` is what the folder is called.
    mutating func readGuides(_ file: String, city folder: CityCode) {
        guard let top = top(file, allowed: ["city", "common", "guides"]) else { return }
        let city = keep(
            try top.value("city", expected: "expected \"\(folder)\", as the folder is called") {
                CityCode($0) == folder ? folder : nil
            }
        )
        let common = top.values["common"].flatMap { mapping($0, allowed: GuideSource.blockKeys) }
        for element in keep(try top.neededElements("guides", expected: "expected a list of guides")) ?? [] {
            guard let own = mapping(element, allowed: GuideSource.keys), city != nil else { continue }
            // What stands nearest wins: the guide, the file, the block, the block behind it.
            let near = common.map { own.over($0) } ?? own
            var source = GuideSource(guide: filled(near, from: \.blocks))
            if let guide = whole({ $0.guide(&source, city: folder) }) { add(guide, from: source) }
        }
    }

    private mutating func guide(_ source: inout GuideSource, city: CityCode) -> Guide {
        let keys = source.guide
        return Guide(
            item: text(keys, "item", "the item's code in quotes"),
            city: city,
            version: keep(try keys.value("version", expected: Self.number) { CatalogueWords.whole($0) }) ?? 0,
            period: period(keys),
            modes: choices(keys, "modes", HandlingMode.self),
            steps: steps(&source),
            materials: materials(&source),
            nothingCollectedReason: optionalText(keys, "nothing-collected-reason"),
            statutoryLimit: limit(keys, "statutory-limit"),
            limitBasis: optionalText(keys, "limit-basis"),
            promisedLimit: limit(keys, "promised-limit"),
            results: results(&source),
            fees: fees(&source),
            appearances: choices(keys, "appearances", Appearance.self),
            visits: keep(try keys.value("visits", expected: Self.number) { CatalogueWords.whole($0) }) ?? 0,
            office: text(keys, "office", "the office that handles it (承办机构)"),
            body: text(keys, "body", "the implementing body (实施主体)"),
            bodyCode: text(keys, "body-code", "the body's unified social credit code"),
            implementationCode: text(keys, "implementation-code", "the city's own code in quotes (实施编码)"),
            phone: text(keys, "phone", "a telephone number in quotes (咨询电话)"),
            legalBasis: text(keys, "legal-basis", "the rule that the item stands on (设定依据)"),
            legs: legs(&source),
            retentionYears: retention(keys),
            correction: correction(keys)
        )
    }

    /// What a number looks like.
    static let number = "expected a whole number"

    private mutating func text(_ source: YAMLMapping, _ key: String, _ what: String) -> String {
        keep(try source.text(key, expected: "expected " + what)) ?? ""
    }

    private mutating func optionalText(_ source: YAMLMapping, _ key: String) -> String {
        (keep(try source.optionalText(key, expected: "expected a text")) ?? nil) ?? ""
    }

    /// A limit that may be missing, or be said to be none.
    private mutating func limit(_ source: YAMLMapping, _ key: String) -> TimeLimit? {
        let none: [String?] = ["无", "none"]
        if none.contains(source.values[key]?.text) { return nil }
        return keep(
            try source.optionalValue(key, expected: CatalogueWords.limitExpectation) { CatalogueWords.limit($0) }
        ) ?? nil
    }

    private mutating func period(_ source: YAMLMapping) -> GuidePeriod {
        let expected = CatalogueWords.dayExpectation
        let from = keep(try source.value("from", expected: expected) { CatalogueWords.day($0) })
        let until = keep(try source.optionalValue("until", expected: expected) { CatalogueWords.day($0) })
        return GuidePeriod(from: from ?? LocalDay(number: 0), until: until ?? nil)
    }

    /// For how many years a file is kept, `nil` for ever.
    private mutating func retention(_ source: YAMLMapping) -> Int? {
        let expected = "expected a number of years, such as 30年, or 永久 (permanent)"
        let years: Int?? = keep(
            try source.value("retention", expected: expected) { text -> Int?? in
                if text == "永久" || text == "permanent" { return .some(nil) }
                return CatalogueWords.whole(text.hasSuffix("年") ? text.dropLast() : text[...]).map { .some($0) }
            }
        )
        return years ?? nil
    }

    private mutating func correction(_ source: YAMLMapping) -> CorrectionTerm? {
        guard let limit = limit(source, "correction-limit") else { return nil }
        let days = keep(try source.value("correction-reminder", expected: Self.number) { CatalogueWords.whole($0) })
        return CorrectionTerm(limit: limit, remindAfterDays: days ?? 0)
    }
}
