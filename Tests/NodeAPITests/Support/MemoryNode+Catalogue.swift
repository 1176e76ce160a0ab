import CaseModel
import NodeAPI

extension MemoryNode {
    /// The day on which questions about the catalogue are asked.
    private static let today = LocalDay(milliseconds: 1_795_446_000_000)

    package func items(_ query: CatalogueQuery) async throws(ServiceError) -> CataloguePage {
        let catalogue = try change { state throws(ServiceError) in state.catalogue }
        do throws(CaseRefusal) {
            return try CatalogueIndex(catalogue).search(query, on: Self.today)
        } catch { throw .refused(error) }
    }

    package func item(_ code: String) async throws(ServiceError) -> ItemEntry? {
        try change { state throws(ServiceError) in state.catalogue.entry(code) }
    }

    package func guide(
        of code: String,
        in city: CityCode,
        version: Int?
    ) async throws(ServiceError) -> Guide? {
        try change { state throws(ServiceError) in
            state.catalogue.guide(of: code, in: city, version: version, on: Self.today)
        }
    }

    /// Puts a catalogue into the node.
    package func use(_ catalogue: Catalogue) { state.withLock { $0.catalogue = catalogue } }
}
