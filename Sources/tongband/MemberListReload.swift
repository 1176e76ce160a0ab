import CityNode
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the member list again at every SIGHUP.
///
/// A bad list is logged and changes nothing.
struct MemberListReload: Service {
    let node: CityNode
    let log: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try node.reload()
            } catch {
                log.error("the member list was not taken: \(error)")
            }
        }
    }
}
