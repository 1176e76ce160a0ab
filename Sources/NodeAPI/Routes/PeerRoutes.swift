import CaseModel
import Hummingbird

/// Peers, reconciliation, and halted streams.
struct PeerRoutes {
    let service: any PeerService

    func add(to router: Router<APIContext>) {
        router.on(.listPeers, use: list)
        router.on(.showPeer, use: show)
        router.on(.reconcilePeer, use: reconcile)
        router.on(.probePeer, use: probe)
        router.on(.resumePeer, use: resume)
        router.on(.reconcileAll, use: reconcileAll)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        .json(PeersJSON(peers: try await service.peers().map(PeerJSON.init)))
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let code = try context.cityCode()
        guard let peer = try await service.peers().first(where: { $0.code == code }) else {
            throw ServiceError.notFound(.peer, "\(code)")
        }
        return .json(PeerJSON(peer))
    }

    @Sendable private func reconcile(_ request: Request, _ context: APIContext) async throws -> Response {
        let code = try context.cityCode()
        return .json(ReconcileJSON(try await service.reconcile(code)))
    }

    @Sendable private func probe(_ request: Request, _ context: APIContext) async throws -> Response {
        let code = try context.cityCode()
        let seconds = Preference(request).waitSeconds ?? APILimits.probeSecondsDefault
        return .json(
            ProbeJSON(try await service.probe(code, waitingSeconds: seconds)),
            headers: [.preferenceApplied: "wait=\(seconds)"]
        )
    }

    /// Asks all peers at once: one that does not answer delays the others not.
    @Sendable private func reconcileAll(_ request: Request, _ context: APIContext) async throws -> Response {
        let service = service
        let codes = try await service.peers().map(\.code)
        let reports = try await withThrowingTaskGroup(of: ReconcileReport.self) { group in
            for code in codes { group.addTask { try await service.reconcile(code) } }
            var reports: [ReconcileReport] = []
            for try await report in group { reports.append(report) }
            return reports.sorted { $0.peer < $1.peer }
        }
        return .json(ReconcileAllJSON(reports))
    }

    @Sendable private func resume(_ request: Request, _ context: APIContext) async throws -> Response {
        let code = try context.cityCode()
        let order = try await JSONBody(request).decode(ResumeOrder.self, shape: .resume)
        guard let lane = LaneName(rawValue: order.lane), let direction = StreamDirection(rawValue: order.direction)
        else { preconditionFailure("the shape admits only lanes and directions that exist") }
        return .json(PeerJSON(try await service.resume(code, lane: lane, direction: direction)))
    }
}

/// An operator's word that a halted stream may compare again.
private struct ResumeOrder: Decodable {
    var lane: String
    var direction: String
}
