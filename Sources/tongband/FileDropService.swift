import CityNode
import ServiceLifecycle

/// Carries packages between the file drop's folder and the node for as long as the daemon runs.
struct FileDropService: Service {
    let node: CityNode
    let settings: DropSettings

    func run() async throws {
        let desk = DropDesk(facade: NodeFacade(node: node), settings: settings)
        let courier = DropCourier(node: node, settings: settings, handler: desk)
        await cancelWhenGracefulShutdown { await courier.run() }
    }
}
