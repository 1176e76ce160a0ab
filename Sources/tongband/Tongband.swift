import ArgumentParser
import CityNode
import Foundation
import Logging
import NIOCore
import NodeAPI
import ServiceLifecycle
import UnixSignals

/// The daemon of one city's node.
@main
struct Tongband: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tongband",
        abstract: "Run one city's node.",
        discussion: """
            Signals: TERM and INT stop it (what was sent is given a few seconds to be receipted), HUP reads the member \
            list, the catalogue and what else may change again. Exit codes: 0 stopped, 64 bad arguments, 70 fault, 71 the address or the store can't be had, \
            78 bad configuration.
            """,
        version: CityNode.version
    )

    /// A caller that stalls in the middle of a request delays the stop no longer than this.
    static let shutdownSecondsMax = 30

    @Option(name: .shortAndLong, help: "The node's configuration file.", completion: .file(extensions: ["yaml"]))
    var config: String

    @Option(help: "How the log is written: text, json or journal; else as configured, or as fits to where it goes.")
    var logFormat: LogFormat?

    @Option(
        help: "What is logged: trace, debug, info, notice, warning, error or critical; else as configured.",
        transform: { text in
            guard let level = Logger.Level(rawValue: text) else {
                throw ValidationError("'\(text)' is no level: trace, debug, info, notice, warning, error or critical.")
            }
            return level
        }
    )
    var logLevel: Logger.Level?

    mutating func run() async throws {
        OpenFiles.raiseLimit()
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let configuration: Configuration
        do {
            configuration = try Configuration.load(file: config)
        } catch {
            throw Self.exit("\(error)", code: 78)
        }
        let certificates: Certificates?
        do {
            certificates = try configuration.api.tls.map { tls throws(CertificateError) in
                try Certificates(certificate: tls.certificate, key: tls.key)
            }
        } catch {
            throw Self.exit("\(error)", code: 78)
        }
        var settings = configuration.log
        settings.level = logLevel ?? settings.level
        settings.format = logFormat ?? settings.format
        NodeLog.bootstrap(settings)
        let log = Logger(label: "tongband")
        if Clock.aheadMilliseconds > 0 {
            log.warning("the clock is ahead, which is for tests alone", metadata: ["variable": "\(Clock.variable)"])
        }
        let manager: ServiceManager
        do {
            manager = try ServiceManager(log: log)
        } catch {
            throw Self.exit("\(error)", code: 78)
        }
        let node: CityNode
        do {
            node = try manager.whileStarting("opening the store and reading the journal") {
                try CityNode(configuration: configuration, log: log)
            }
        } catch {
            throw Self.exit("\(error)", code: 71)
        }
        let addresses = try Self.addresses(configuration)
        let state = ServiceState(
            manager,
            listeners: addresses.count,
            status: "\(configuration.node) runs: exchange at \(configuration.listen.text), API at "
                + addresses.map(\.description).joined(separator: " and ")
        )
        let server = NodeAPIServer(
            NodeFacade(node: node),
            at: addresses,
            settings: .init(
                materialBytesMax: configuration.materialBytesMax,
                signIn: configuration.api.requiresSignIn ? .required : .off,
                rate: configuration.api.rate,
                hostNames: configuration.api.names
            ),
            certificates: certificates,
            logger: log,
            onListening: { _ in state.isListening() }
        )
        log.notice(
            "the node runs",
            metadata: ["node": "\(configuration.node)", "listen": "\(configuration.listen.text)"]
        )
        var services = ServiceGroupConfiguration(
            services: [
                .init(service: node),
                .init(
                    service: Reload(
                        node: node,
                        certificates: certificates,
                        signals: hangUps,
                        state: state,
                        log: log
                    )
                ),
                .init(service: server),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log
        )
        if let drop = configuration.fileDrop {
            services.services.append(.init(service: FileDropService(node: node, settings: drop)))
        }
        // The last one hears of a stop first.
        services.services.append(
            .init(service: Supervision(node: node, manager: manager, state: state, log: log))
        )
        services.maximumGracefulShutdownDuration = .seconds(Self.shutdownSecondsMax)
        do {
            try await ServiceGroup(configuration: services).run()
        } catch {
            throw Self.exit("\(error)", code: Self.isAddressTaken(error) ? 71 : 70)
        }
    }

    private static func addresses(_ configuration: Configuration) throws -> [ListenAddress] {
        var addresses: [ListenAddress] = []
        if let address = configuration.api.address {
            addresses.append(
                try ListenAddress("\(address.host):\(address.port)", allowsNetwork: configuration.api.allowsNetwork)
            )
        }
        if let socket = configuration.api.socket { addresses.append(.unix(path: socket)) }
        return addresses
    }

    private static func isAddressTaken(_ error: any Error) -> Bool {
        if error is ListenError { return true }
        guard let error = error as? IOError else { return false }
        return [EADDRINUSE, EADDRNOTAVAIL, EACCES].contains(error.errnoCode)
    }

    private static func exit(_ message: String, code: Int32) -> ExitCode {
        FileHandle.standardError.write(Data("tongband: \(message)\n".utf8))
        return ExitCode(code)
    }
}

extension LogFormat: ExpressibleByArgument {}
