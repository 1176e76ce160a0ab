import ArgumentParser
import CaseModel

/// The command `tongban catalogue show`.
struct CatalogueShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one item and how one city handles it."
    )

    @Argument(help: "A code of the item: national, local or a city's own.")
    var code: String

    @Option(help: "The handling city: six digits.", transform: CatalogueArgument.city)
    var city: CityCode

    @Option(help: "The catalogue's folder.", completion: .directory)
    var folder: String

    @Option(
        help: "The day whose guide is shown, such as 2026-01-01; today when left out.",
        transform: CatalogueArgument.day
    )
    var on: LocalDay?

    @Flag(help: "Print item and guide as JSON.")
    var json = false

    /// What is shown.
    private struct Shown: Encodable {
        var item: Item
        var guide: Guide
    }

    func run() throws {
        let console = Console.current
        let catalogue = try CatalogueCommand.load(folder, json: json)
        let day = on ?? CatalogueArgument.today
        guard let item = catalogue.item(code) else {
            throw CommandFailure(
                .notFound,
                "no item has the code \(code)",
                "'tongban catalogue search' finds it by name"
            )
        }
        guard let guide = catalogue.guide(for: code, city: city, on: day) else {
            let cities = catalogue.cities(for: code).filter { catalogue.guide(for: code, city: $0, on: day) != nil }
            throw CommandFailure(
                .notFound,
                "\(city) has no guide for \(item.name) on that day",
                cities.isEmpty ? "" : "these have: " + cities.map(\.description).joined(separator: ", ")
            )
        }
        if json { return console.out(try CatalogueCommand.text(of: Shown(item: item, guide: guide))) }
        for line in Self.lines(item, guide) { console.out(line) }
    }

    /// Item and guide for people.
    static func lines(_ item: Item, _ guide: Guide) -> [String] {
        var lines = head(item, guide).map(TextWidth.printable)
        var steps = Table("STEP", "BY", "LIMIT")
        for step in guide.steps { steps.add(step.name, step.role.chineseTerm, step.limit.map(limit) ?? "") }
        var materials = Table("MATERIAL", "KEY", "SOURCE", "NEED", "FORM", "ORIGINALS>", "COPIES>", "TRAVELS", "SHARED")
        for material in guide.materials {
            materials.add(
                material.name,
                material.key,
                material.source.chineseTerm,
                material.necessity.chineseTerm,
                material.form.chineseTerm,
                "\(material.originals)",
                "\(material.copies)",
                material.transmission.chineseTerm,
                material.sharedDataReplaces ? "是" : ""
            )
        }
        var legs = Table("LEG", "WHAT", "OFFICE", "AFTER", "LIMIT")
        for leg in guide.legs {
            legs.add(leg.key, leg.name, leg.office, leg.after.joined(separator: " "), limit(leg.limit))
        }
        for table in [steps, materials, legs] where !table.isEmpty { lines += [""] + table.lines }
        return lines
    }

    private static func head(_ item: Item, _ guide: Guide) -> [String] {
        let modes = guide.modes.map(\.chineseTerm).joined(separator: ", ")
        var lines = [
            "item       \(item.name) (\(item.code)), \(item.type.chineseTerm), \(item.kind.chineseTerm)",
            "english    \(item.englishName)",
            "for        \(item.applicants.map(\.chineseTerm).joined(separator: ", "))",
        ]
        if let link = item.link { lines.append("done at    \(link)") }
        lines += [
            "guide      \(guide.city), version \(guide.version) from \(guide.period.from)"
                + (guide.period.until.map { " until \($0)" } ?? ""),
            "modes      \(modes.isEmpty ? "none: nothing is accepted here" : modes)",
            "by law     \(guide.statutoryLimit.map(limit) ?? "no limit")"
                + (guide.limitBasis.isEmpty ? "" : ", \(guide.limitBasis)"),
            "promised   \(guide.promisedLimit.map(limit) ?? "-")",
            "appear     \(guide.appearances.map(\.chineseTerm).joined(separator: ", ")), \(guide.visits) visits",
            "results    \(guide.results.map(\.name).joined(separator: ", "))",
            "fees       "
                + (guide.fees.isEmpty
                    ? "free" : guide.fees.map { "\($0.name) \(yuan($0.amountFen))" }.joined(separator: ", ")),
            "office     \(guide.office), \(guide.phone)",
            "body       \(guide.body) (\(guide.bodyCode)), code \(guide.implementationCode)",
            "basis      \(guide.legalBasis)",
            "kept       \(guide.retentionYears.map { "\($0) years" } ?? "for ever")",
        ]
        if let correction = guide.correction {
            lines.append(
                "correction \(limit(correction.limit)), reminder after \(correction.remindAfterDays) days"
            )
        }
        return lines
    }

    private static func limit(_ limit: TimeLimit) -> String {
        switch (limit.days, limit.unit) {
        case (0, _): "on the spot"
        case (1, .workingDays): "1 working day"
        case (1, .calendarDays): "1 calendar day"
        case (let days, .workingDays): "\(days) working days"
        case (let days, .calendarDays): "\(days) calendar days"
        }
    }

    private static func yuan(_ fen: Int64) -> String {
        let cents = fen % 100
        return "\(fen / 100).\(cents < 10 ? "0" : "")\(cents) CNY"
    }
}
