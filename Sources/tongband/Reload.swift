import CityNode
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the member list, the catalogue and the calendar again at every SIGHUP.
///
/// A bad file is logged and changes nothing.
struct Reload: Service {
    let node: CityNode
    let log: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try node.reload()
            } catch {
                log.error("nothing was taken anew: \(error)")
            }
        }
    }
}
