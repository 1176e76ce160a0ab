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
    let log: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try node.reload()
            } catch {
                log.error("nothing was taken anew: \(error)")
            }
            do {
                try certificates?.reload()
            } catch {
                log.error("the certificate stays as it was: \(error)")
            }
        }
    }
}
