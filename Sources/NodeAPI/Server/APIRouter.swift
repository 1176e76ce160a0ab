import CaseModel
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
        /// Whether callers sign in.
        package var signIn: SignIn
        /// How often one token may be used.
        package var rate: TokenBucket.Rate
        /// The names by which callers may call this node over TLS; any where there are none.
        package var hostNames: [String]

        /// How fast callers have to be.
        var pace = Pace.Limits()

        /// Takes the limits that are given, and the API's own otherwise.
        package init(
            materialBytesMax: Int64 = APILimits.materialBytesMax,
            heartbeatMilliseconds: Int64 = APILimits.feedHeartbeatMillisecondsMax,
            followersMax: Int = APILimits.followersMax,
            signIn: SignIn = .required,
            rate: TokenBucket.Rate = .standard,
            hostNames: [String] = []
        ) {
            self.materialBytesMax = materialBytesMax
            self.heartbeatMilliseconds = heartbeatMilliseconds
            self.followersMax = followersMax
            self.signIn = signIn
            self.rate = rate
            self.hostNames = hostNames.map { $0.lowercased() }
        }
    }

    /// The routes over one service.
    ///
    /// - Parameters:
    ///   - service: The node.
    ///   - settings: What the routes need to know beside it.
    ///   - seats: Of followers, shared between listeners.
    ///   - guardsHost: Whether only the node's names are answered.
    ///   - isSecure: Whether these are the names of the configuration, as with TLS, and not the loopback names.
    ///   - meter: Counts what is answered, shared between listeners.
    ///   - gate: Who finds out who calls, shared between listeners; `nil` for one of its own.
    ///   - isMachine: Whether who reaches these routes is this machine's operator, unless a token says otherwise.
    static func make(
        _ service: any NodeService,
        settings: Settings,
        seats: FollowerSeats,
        guardsHost: Bool,
        isSecure: Bool = false,
        meter: APIMeter = APIMeter(),
        gate: Gate? = nil,
        isMachine: Bool = false
    ) -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        let table = RouteTable()
        router.add(middleware: RequestMeter(meter: meter))
        router.add(middleware: ProblemMiddleware(methods: table.methods(at:)))
        if guardsHost { router.add(middleware: HostGuard(names: isSecure ? settings.hostNames : nil)) }
        let gate = gate ?? Gate(service, signIn: settings.signIn, rate: settings.rate, meter: meter)
        router.add(middleware: SignInGate(gate: gate, isMachine: isMachine, isSecure: isSecure))
        StatusRoutes(service: service).add(to: router)
        WatchRoutes(service: service, meter: meter).add(to: router)
        AlertRoutes(service: service).add(to: router)
        AccountRoutes(service: service).add(to: router)
        DescriptionRoutes.add(to: router)
        SignInRoutes(service: service, gate: gate).add(to: router)
        CaseRoutes(service: service).add(to: router)
        BulkRoutes(service: service, seats: FollowerSeats(count: APILimits.bulkRequestsMax)).add(to: router)
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
        ExtractRoutes(service: service).add(to: router)
        CatalogueRoutes(service: service).add(to: router)
        EventRoutes(service: service, seats: seats, heartbeatMilliseconds: settings.heartbeatMilliseconds)
            .add(to: router)
        WebhookRoutes(service: service).add(to: router)
        table.fill(router.routes.map { .init(path: "\($0.path)", method: $0.method) })
        return router
    }
}
