import HTTPTypes
import Hummingbird

/// Puts all routes together.
package enum APIRouter {
    /// What the routes need to know beside the service.
    package struct Settings: Sendable {
        /// The largest material.
        package var materialBytesMax: Int64
        /// How often an idle follower hears something.
        package var heartbeatMilliseconds: Int64
        /// How many follow at once.
        package var followersMax: Int

        /// Takes the limits that are given, and the API's own otherwise.
        package init(
            materialBytesMax: Int64 = APILimits.materialBytesMax,
            heartbeatMilliseconds: Int64 = APILimits.feedHeartbeatMillisecondsMax,
            followersMax: Int = APILimits.followersMax
        ) {
            self.materialBytesMax = materialBytesMax
            self.heartbeatMilliseconds = heartbeatMilliseconds
            self.followersMax = followersMax
        }
    }

    /// The routes over one service; `seats` are shared between listeners.
    static func make(
        _ service: any NodeService,
        settings: Settings,
        seats: FollowerSeats,
        guardsHost: Bool
    ) -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        let table = RouteTable()
        router.add(middleware: ProblemMiddleware(methods: table.methods(at:)))
        if guardsHost { router.add(middleware: HostGuard()) }
        StatusRoutes(service: service).add(to: router)
        CaseRoutes(service: service).add(to: router)
        CaseFileRoutes(service: service).add(to: router)
        EvaluationRoutes(service: service).add(to: router)
        ParcelRoutes(service: service).add(to: router)
        ContactRoutes(service: service).add(to: router)
        MaterialRoutes(service: service, sizeMax: settings.materialBytesMax).add(to: router)
        UploadRoutes(service: service, sizeMax: settings.materialBytesMax).add(to: router)
        WithheldRoutes(service: service).add(to: router)
        PeerRoutes(service: service).add(to: router)
        QuarantineRoutes(service: service).add(to: router)
        AuditRoutes(service: service).add(to: router)
        ReminderRoutes(service: service).add(to: router)
        StatisticsRoutes(service: service).add(to: router)
        CatalogueRoutes(service: service).add(to: router)
        EventRoutes(service: service, seats: seats, heartbeatMilliseconds: settings.heartbeatMilliseconds)
            .add(to: router)
        table.fill(router.routes.map { .init(path: "\($0.path)", method: $0.method) })
        return router
    }
}
