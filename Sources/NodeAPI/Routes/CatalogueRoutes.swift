import CaseModel
import Hummingbird

/// Items and guides: find, show.
struct CatalogueRoutes {
    let service: any CatalogueService

    func add(to router: Router<APIContext>) {
        router.on(.listItems, use: list)
        router.on(.showItem, use: show)
        router.on(.showGuide, use: guide)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let page = try await service.items(
            CatalogueQuery(
                text: query.text("q") ?? "",
                field: query.text("field"),
                city: try query.city("city"),
                mode: try query.choice("mode", of: HandlingMode.self),
                applicant: try query.choice("applicant", of: Applicant.Kind.self),
                limit: try query.number("limit", in: 1...CatalogueLimits.pageMax) ?? APILimits.pageItemsDefault,
                cursor: query.text("cursor")
            )
        )
        return .json(ItemPageJSON(page))
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let code = try context.itemCode()
        guard let entry = try await service.item(code) else { throw ServiceError.notFound(.item, code) }
        return .json(entry)
    }

    @Sendable private func guide(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let code = try context.itemCode()
        let city = try context.cityCode("city")
        let version = try query.number("version", in: 1...Int64(Int32.max)).map { Int($0) }
        guard let guide = try await service.guide(of: code, in: city, version: version) else {
            throw ServiceError.notFound(.guide, "\(code) in \(city)")
        }
        return .json(guide)
    }
}

/// A page of items as the API writes it.
struct ItemPageJSON: Encodable {
    var items: [CatalogueHit]
    var next: String?

    init(_ page: CataloguePage) {
        items = page.hits
        next = page.next
    }
}
