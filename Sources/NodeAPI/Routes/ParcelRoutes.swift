import CaseModel
import HTTPTypes
import Hummingbird

/// Parcels between cities: list one, follow it, settle what the post costs.
struct ParcelRoutes {
    let service: any SharedService

    func add(to router: Router<APIContext>) {
        router.on(.addParcel, use: add)
        router.on(.listParcels, use: list)
        router.on(.settleParcels, use: settle)
        router.on(.showParcel, use: show)
        router.on(.addCustody, use: custody)
        router.on(.labelParcel, use: label)
    }

    private var writes: SharedWrites { SharedWrites(service: service) }

    @Sendable private func add(_ request: Request, _ context: APIContext) async throws -> Response {
        try await writes.write(request, context, "POST /v1/parcels", begins: true) { body, here in
            let parcel = try body.decode(ParcelDraft.self, shape: .parcel)
            try context.caller.permit(office: parcel.sender.office)
            return parcel.change(by: here.city)
        }
    }

    @Sendable private func custody(_ request: Request, _ context: APIContext) async throws -> Response {
        let name = try name(context)
        _ = try await writes.require(name, as: .parcel)
        return try await writes.write(
            request,
            context,
            "POST /v1/parcels/\(name.owner)/\(name.id)/custody",
            begins: false
        ) { body, here in
            let link = try body.decode(CustodyDraft.self, shape: .custody)
            try context.caller.permit(officer: link.officer)
            return link.change(of: .init(sender: name.owner, id: name.id), at: here)
        }
    }

    @Sendable private func label(_ request: Request, _ context: APIContext) async throws -> Response {
        let name = try name(context)
        _ = try await writes.require(name, as: .parcel)
        return try await writes.write(
            request,
            context,
            "POST /v1/parcels/\(name.owner)/\(name.id)/label",
            begins: false
        ) { body, _ in
            let label = try body.decode(ParcelLabel.self, shape: .label)
            return .parcelLabelled(.init(sender: name.owner, id: name.id), label)
        }
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        return .json(
            ParcelPageJSON(try await service.sharedRecords(try query.shared(.parcel, owner: "sender")))
        )
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let name = try name(context)
        let item = try await writes.require(name, as: .parcel)
        guard let parcel = ParcelJSON(item, inFull: true) else {
            throw ServiceError.fault("\(name) holds something else than a parcel")
        }
        return .json(parcel, headers: [.eTag: "\"\(item.version)\""])
    }

    @Sendable private func settle(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        guard let from = try query.month("from") else {
            throw Problem(.badQuery, "from is the first month of the settlement, like 202611.", field: "from")
        }
        let to = try query.month("to") ?? from
        guard from <= to else {
            throw Problem(.badQuery, "to lies before from. Give the later month, or leave it out.", field: "to")
        }
        let format = try query.choice("format", of: ReportFormat.self) ?? (request.headers.acceptCSV ? .csv : .json)
        let report = try await settlement(from...to)
        switch format {
        case .json: return .json(report)
        case .csv: return .csv(report.csv, name: "settlement-\(from)-\(to).csv")
        }
    }

    /// What the post of some months costs, page by page, so that the parcels are never held all at once.
    private func settlement(_ months: ClosedRange<ReportPeriod>) async throws -> SettlementReport {
        var ledger = ParcelLedger()
        var query = SharedQuery(kind: .parcel, limit: APILimits.pageItemsMax)
        repeat {
            let page = try await service.sharedRecords(query)
            do throws(CaseRefusal) {
                for case .parcel(let parcel) in page.items.map(\.record) { try ledger.add(parcel) }
            } catch { throw ServiceError.refused(error) }
            query.cursor = page.next
        } while query.cursor != nil
        do throws(CaseRefusal) { return try SettlementReport(ledger, months: months) } catch {
            throw ServiceError.refused(error)
        }
    }

    private func name(_ context: APIContext) throws -> SharedName {
        SharedName(kind: .parcel, owner: try context.cityCode("sender"), id: try context.recordID())
    }
}
