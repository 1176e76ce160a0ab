import CaseModel

/// The files that the trade's people write and a node reads at its start and at every reload.
package struct TradeFiles: Sendable, Hashable {
    /// The folder of items, guides and calendar, if the node is to know them.
    package var catalogue: String?
    /// The file of this city's offices and liaisons, if it tells them to the others.
    package var contacts: String?
    /// The folder of the documents' templates, if the node writes documents.
    package var documents: String?

    /// What stands in them.
    struct Content: Sendable {
        /// Items, guides and calendar.
        var book: GuideBook?
        /// This city's offices and liaisons.
        var contacts: LiaisonList?
        /// Makes the pages of documents.
        var renderer: DocumentRenderer?
    }

    /// Reads all of them, for a city; whatever is wrong is named with its file and line.
    func read(for city: CityCode) throws -> Content {
        let book = try catalogue.map { try GuideBook.load(folder: $0) }
        let departments = book?.departments(of: city) ?? [:]
        return Content(
            book: book,
            contacts: try contacts.map { try ContactsFile.load(file: $0, city: city, departments: departments) },
            renderer: try documents.map { try DocumentRenderer(folder: $0) }
        )
    }
}
