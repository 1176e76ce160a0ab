import CaseModel
import Hummingbird

/// Whom a window asks in another city (联络员).
struct ContactRoutes {
    let service: any SharedService

    func add(to router: Router<APIContext>) {
        router.on(.listContacts, use: list)
        router.on(.showContacts, use: onDuty)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let lists = try await service.contacts().values.sorted { $0.city < $1.city }
        return .json(AllContactsJSON(contacts: lists.map(ContactsJSON.init)))
    }

    @Sendable private func onDuty(_ request: Request, _ context: APIContext) async throws -> Response {
        let city = try context.cityCode("city")
        let query = context.query
        let now = try await service.standpoint().now
        let at = try query.number("at", in: 0...CaseLimits.instantMax) ?? now
        guard let list = try await service.contacts()[city] else { throw ServiceError.notFound(.contacts, "\(city)") }
        let departments = list.offices.filter { $0.kind == .department }.map(\.code)
        guard let department = query.text("department"), departments.contains(department) else {
            throw Problem(
                .badQuery,
                "department is the code of the department that handles the item; see /v1/contacts for their names.",
                field: "department",
                allowed: departments
            )
        }
        return .json(OnDutyJSON(list, department: department, item: query.text("item"), at: at))
    }
}

extension SharedService {
    /// Every city's contacts as this node has them, its own included.
    func contacts() async throws -> [CityCode: LiaisonList] {
        var lists: [CityCode: LiaisonList] = [:]
        for item in try await all(.contacts) {
            if case .contacts(let list) = item.record { lists[list.city] = list }
        }
        if let own = try await ownContacts() { lists[own.city] = own }
        return lists
    }

    /// Every record of a kind, page by page.
    func all(_ kind: SharedKind) async throws -> [SharedItem] {
        var query = SharedQuery(kind: kind, limit: APILimits.pageItemsMax)
        var items: [SharedItem] = []
        repeat {
            let page = try await sharedRecords(query)
            items += page.items
            query.cursor = page.next
        } while query.cursor != nil
        return items
    }
}
