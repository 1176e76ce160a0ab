import CityNode
import Logging
import ServiceLifecycle

/// Tells the service manager that the node lives, and that it stops.
struct Supervision: Service {
    let node: CityNode
    let manager: ServiceManager
    let state: ServiceState
    let log: Logger

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await watch() }
        } onGracefulShutdown: {
            state.stopping()
        }
    }

    private func watch() async {
        guard let limit = manager.watchdog else {
            // Returning would end the daemon.
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
            return
        }
        let watchdog = Watchdog(
            within: limit,
            ask: { node.proveLife($0) },
            feed: { manager.tell(.alive) },
            log: log
        )
        await watchdog.run()
    }
}
