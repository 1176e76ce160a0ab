import ArgumentParser
import CaseModel

/// The command `tongban catalogue search`.
struct CatalogueSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds items by code, name, English words or pinyin initials, best matches first."
    )

    @Argument(help: "A code, a part of a name, English words, or pinyin initials such as gssl; \"\" lists all.")
    var text: String

    @Option(help: "The catalogue's folder.", completion: .directory)
    var folder: String

    @Option(help: "Only what this handling city has a guide for: six digits.", transform: CatalogueArgument.city)
    var city: CityCode?

    @Option(help: "Only what is offered in this mode: online, collected or joint.", transform: CatalogueArgument.choice)
    var mode: HandlingMode?

    @Option(help: "Only this field (领域).")
    var field: String?

    @Option(
        help: "Only what is for this kind of applicant: natural, legal or other.",
        transform: CatalogueArgument.choice
    )
    var applicant: Applicant.Kind?

    @Option(
        help: "The day whose guides count, such as 2026-01-01; today when left out.",
        transform: CatalogueArgument.day
    )
    var on: LocalDay?

    @Option(help: "How many, at most 100.")
    var limit = 20

    @Option(help: "Where the list before ended.")
    var cursor: String?

    @Flag(help: "Print the page as JSON.")
    var json = false

    func run() throws {
        let console = Console.current
        let index = CatalogueIndex(try CatalogueCommand.load(folder, json: json))
        let query = CatalogueQuery(
            text: text,
            field: field,
            city: city,
            mode: mode,
            applicant: applicant,
            limit: limit,
            cursor: cursor
        )
        let page: CataloguePage
        do {
            page = try index.search(query, on: on ?? CatalogueArgument.today)
        } catch { throw CommandFailure(.usage, "\(error)") }
        if json { return console.out(try CatalogueCommand.text(of: page)) }
        var table = Table("CODE", "MATCH", "KIND", "FIELD", "ITEM", "CITIES")
        for hit in page.hits {
            table.add(
                hit.item.code,
                hit.match.rawValue,
                hit.item.kind.chineseTerm,
                hit.item.field,
                hit.item.name,
                hit.cities.map(\.description).joined(separator: " ")
            )
        }
        table.write(to: console, whenEmpty: "no items")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
