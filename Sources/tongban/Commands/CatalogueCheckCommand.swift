import ArgumentParser
import CaseModel
import CityNode

/// The command `tongban catalogue check`.
struct CatalogueCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a catalogue and names everything that is wrong in it.",
        discussion: "Says file, line and what was expected for every mistake at once, and ends with status 78."
    )

    @Argument(help: "The catalogue's folder.", completion: .directory)
    var folder: String

    @Flag(help: "Print the counts, or the mistakes, as JSON.")
    var json = false

    /// What a catalogue holds.
    private struct Counts: Encodable {
        var items: Int
        var jumps: Int
        var guides: Int
        var guidesByCity: [String: Int]
        var itemsByField: [String: Int]
    }

    func run() throws {
        let console = Console.current
        let catalogue = try CatalogueCommand.load(folder, json: json)
        let counts = Counts(
            items: catalogue.items.count,
            jumps: catalogue.items.count { $0.kind == .jump },
            guides: catalogue.guides.count,
            guidesByCity: Dictionary(catalogue.guides.map { ("\($0.city)", 1) }, uniquingKeysWith: +),
            itemsByField: Dictionary(catalogue.items.map { ($0.field, 1) }, uniquingKeysWith: +)
        )
        if json { return console.out(try CatalogueCommand.text(of: counts)) }
        console.out(
            "ok, \(counts.items) items (\(counts.jumps) in national systems alone), \(counts.guides) guides"
        )
        var fields = Table("FIELD", "ITEMS>")
        for (field, count) in counts.itemsByField.sorted(by: { $0.key < $1.key }) { fields.add(field, "\(count)") }
        var cities = Table("CITY", "GUIDES>")
        for (city, count) in counts.guidesByCity.sorted(by: { $0.key < $1.key }) { cities.add(city, "\(count)") }
        fields.write(to: console, whenEmpty: "no items")
        cities.write(to: console, whenEmpty: "no guides")
    }
}
