import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func withheld(_ query: WithheldQuery) async throws(ServiceError) -> WithheldPage {
        try await serving {
            let rows = try await node.materialChecks(
                Set(query.flags.map { MaterialStanding($0) }),
                before: query.cursor,
                limit: query.limit
            )
            let next = rows.count == query.limit ? rows.last?.id : nil
            return WithheldPage(items: rows.map { WithheldMaterial($0) }, next: next)
        }
    }

    func release(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial {
        try await deciding(digest) { try await node.releaseMaterial(digest, by: officer, why: reason) }
    }

    func discard(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial {
        try await deciding(digest) { try await node.discardMaterial(digest, by: officer, why: reason) }
    }

    private func deciding(
        _ digest: MaterialDigest,
        _ body: () async throws -> MaterialCheckRow
    ) async throws(ServiceError) -> WithheldMaterial {
        try await serving {
            do {
                return WithheldMaterial(try await body())
            } catch MaterialError.absent {
                throw ServiceError.notFound(.withheld, "\(digest)")
            }
        }
    }
}

extension MaterialFlag {
    init(_ standing: MaterialStanding) {
        self =
            switch standing {
            case .checking: .checking
            case .infected: .infected
            case .differs: .differs
            case .released: .released
            case .discarded: .discarded
            }
    }
}

extension MaterialStanding {
    fileprivate init(_ flag: MaterialFlag) {
        self =
            switch flag {
            case .checking: .checking
            case .infected: .infected
            case .differs: .differs
            case .released: .released
            case .discarded: .discarded
            }
    }
}

extension WithheldMaterial {
    fileprivate init(_ row: MaterialCheckRow) {
        self.init(
            id: row.id,
            digest: row.material.digest,
            size: row.material.size,
            content: row.material.content?.mediaType,
            flag: MaterialFlag(row.finding.standing),
            finding: row.finding.finding,
            at: row.finding.at,
            source: row.material.source.map { CityCode($0) },
            decidedBy: row.finding.by,
            decidedReason: row.finding.why
        )
    }
}
