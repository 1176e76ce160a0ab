import CityNode
import Logging
import NodeAPI
import ServiceLifecycle
import UnixSignals

/// Reads the member list, the catalogue, the calendar and the certificate again at every SIGHUP.
///
/// A bad file is logged and changes nothing.
struct Reload: Service {
    let node: CityNode
    let certificates: Certificates?
    /// Caught from the daemon's first moment on: one that comes during the start is not lost, and ends nothing.
    let signals: UnixSignalsSequence
    let state: ServiceState
    let log: Logger

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() {
            state.reloading {
                var faults: [String] = []
                do {
                    try node.reload()
                    node.alarms.clear(.reloadFailed, detail: "lists")
                } catch {
                    log.error("nothing was taken anew: \(error)")
                    node.alarms.raise(.reloadFailed, detail: "lists", "SIGHUP changed nothing: \(error)")
                    faults.append("nothing was taken anew, see the log")
                }
                do {
                    try certificates?.reload()
                    node.alarms.clear(.reloadFailed, detail: "certificate")
                } catch {
                    log.error("the certificate stays as it was: \(error)")
                    node.alarms.raise(.reloadFailed, detail: "certificate", "the certificate stays as it was: \(error)")
                    faults.append("the certificate stays as it was, see the log")
                }
                return faults.isEmpty ? nil : faults.joined(separator: "; ")
            }
        }
    }
}
