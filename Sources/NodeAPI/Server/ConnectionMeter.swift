import HummingbirdCore

/// Bounds the connections of one listener, and counts them with those of all others.
struct ConnectionMeter: AvailableConnectionsDelegate {
    let meter: APIMeter
    let connectionsMax: Int
    private var count = 0

    init(_ connectionsMax: Int, meter: APIMeter) {
        self.connectionsMax = connectionsMax
        self.meter = meter
    }

    mutating func connectionOpened() {
        count += 1
        meter.connections.add(1)
    }

    mutating func connectionClosed() {
        count -= 1
        meter.connections.add(-1)
    }

    func isAcceptingNewConnections() -> Bool {
        guard count >= connectionsMax else { return true }
        meter.connectionsFull.add()
        return false
    }
}
