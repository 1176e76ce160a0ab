import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func items(_ query: CatalogueQuery) async throws(ServiceError) -> CataloguePage {
        guard let book = node.guideBook else { return CataloguePage(hits: [], next: nil) }
        do throws(CaseRefusal) {
            return try book.index.search(query, on: today)
        } catch { throw .refused(error) }
    }

    func item(_ code: String) async throws(ServiceError) -> ItemEntry? { node.guideBook?.catalogue.entry(code) }

    func guide(of code: String, in city: CityCode, version: Int?) async throws(ServiceError) -> Guide? {
        node.guideBook?.catalogue.guide(of: code, in: city, version: version, on: today)
    }

    private var today: LocalDay { LocalDay(milliseconds: node.now) }
}
