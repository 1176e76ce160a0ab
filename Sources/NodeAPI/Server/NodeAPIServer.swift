import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Serves the API over TCP and at Unix sockets, as one service of the daemon.
///
/// On graceful shutdown it takes no new connections, ends every event feed at once, lets running requests finish, and
/// returns. A caller that neither sends nor reads holds it up to the idle limit, so the daemon should bound its whole
/// shutdown.
package struct NodeAPIServer: Service {
    private let service: any NodeService
    private let addresses: [ListenAddress]
    private let settings: APIRouter.Settings
    private let certificates: Certificates?
    private let logger: Logger
    let meter: APIMeter
    private let onListening: @Sendable (ListenAddress) -> Void

    /// Prepares a server; `run` listens.
    ///
    /// - Parameters:
    ///   - service: The node.
    ///   - addresses: Where to listen, at least one.
    ///   - settings: Limits that the node's configuration may change.
    ///   - certificates: What TLS over TCP begins with; `nil` for plain HTTP, which only loopback addresses may have.
    ///   - logger: Gets faults, never content.
    ///   - onListening: Called for each address once it listens, with the port that was really taken.
    package init(
        _ service: any NodeService,
        at addresses: [ListenAddress],
        settings: APIRouter.Settings = .init(),
        certificates: Certificates? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) -> Void = { _ in }
    ) {
        self.service = service
        self.addresses = addresses
        self.settings = settings
        self.certificates = certificates
        meter = APIMeter(certificates: certificates)
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens until the daemon stops; throws `ListenError` or the system's error where an address cannot be taken.
    package func run() async throws {
        guard !addresses.isEmpty else { throw ListenError.nothing }
        for case .unix(let path) in addresses { try UnixSocket.checkFree(path) }
        let seats = FollowerSeats(count: settings.followersMax)
        let gate = Gate(service, signIn: settings.signIn, rate: settings.rate, meter: meter)
        defer { for case .unix(let path) in addresses { UnixSocket.remove(path) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for address in addresses {
                group.addTask { try await listen(address, seats: seats, gate: gate) }
            }
            try await group.waitForAll()
        }
    }

    private func listen(_ address: ListenAddress, seats: FollowerSeats, gate: Gate) async throws {
        let bind: BindAddress
        var isSocket = false
        switch address {
        case .loopback(let host, let port):
            guard ListenAddress.isLoopback(host) else { throw ListenError.notLoopback(address.description) }
            bind = .hostname(host, port: port)
        case .network(let host, let port):
            guard certificates != nil, settings.signIn == .required else {
                throw ListenError.notLoopback(address.description)
            }
            bind = .hostname(host, port: port)
        case .unix(let path):
            bind = .unixDomainSocket(path: path)
            isSocket = true
        }
        let router = APIRouter.make(
            service,
            settings: settings,
            seats: seats,
            guardsHost: !isSocket && (certificates == nil || !settings.hostNames.isEmpty),
            isSecure: certificates != nil,
            meter: meter,
            gate: gate,
            isMachine: isSocket
        )
        let application = Application(
            responder: router.buildResponder(),
            server: isSocket ? plain : certificates.map(secure) ?? plain,
            configuration: .init(
                address: bind,
                availableConnectionsDelegate: ConnectionMeter(APILimits.connectionsMax, meter: meter)
            ),
            onServerRunning: { channel in announce(address, channel) },
            logger: logger
        )
        try await application.run()
    }

    private var http: HTTP1Channel.Configuration {
        let (pace, meter) = (settings.pace, meter)
        return .init(
            additionalChannelHandlers: [PaceKeeper(pace, meter: meter)],
            idleTimeout: .seconds(APILimits.idleSecondsMax)
        )
    }

    /// HTTP as it is.
    private var plain: HTTPServerBuilder {
        let http = http
        return HTTPServerBuilder { responder in
            LoopChannel(base: HTTP1Channel(responder: responder, configuration: http))
        }
    }

    /// HTTP within TLS.
    private func secure(_ certificates: Certificates) -> HTTPServerBuilder {
        let http = http
        return HTTPServerBuilder { responder in
            let base = HTTP1Channel(responder: responder, configuration: http)
            return LoopChannel(base: SecureChannel(base: base, certificates: certificates))
        }
    }

    private func announce(_ address: ListenAddress, _ channel: any Channel) {
        switch address {
        case .loopback(let host, let port):
            onListening(.loopback(host: host, port: channel.localAddress?.port ?? port))
        case .network(let host, let port):
            onListening(.network(host: host, port: channel.localAddress?.port ?? port))
        case .unix(let path):
            do {
                try UnixSocket.setMode(path)
                onListening(address)
            } catch {
                // A socket with the wrong mode must not stay open.
                logger.critical("\(error)")
                channel.close(promise: nil)
            }
        }
    }
}
