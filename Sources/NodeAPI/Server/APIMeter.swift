import NodeMetrics

/// What the API counts while it serves, over all listeners: for each request one addition, and one observation.
final class APIMeter: Sendable {
    /// Connections that are open.
    let connections = Gauge()
    /// How often a listener had no room for a further connection.
    let connectionsFull = Counter()
    /// Connections whose callers were too slow.
    let slowCallers = Counter()
    /// Requests whose token is used too often.
    let throttled = Counter()
    /// Attempts to sign in that failed.
    let signInFailures = Counter()
    /// Addresses that have to wait after such attempts.
    let lockOuts = Counter()
    private let certificates: Certificates?
    private let requests: [Counter]
    private let times: [Histogram]

    /// The name of requests that have no operation: no route, no sign-in.
    static let noOperation = "none"
    private static let statusClasses = 5

    /// Begins with nothing; `certificates` are those whose end is told.
    init(certificates: Certificates? = nil) {
        self.certificates = certificates
        let count = Operation.allCases.count + 1
        requests = (0..<count * Self.statusClasses).map { _ in Counter() }
        times = (0..<count).map { _ in Histogram(bounds: Histogram.answerBounds) }
    }

    /// Counts an answer; `place` is the operation's among all, and what lies beyond them stands for none.
    func note(_ place: Int, status: Int, nanoseconds: UInt64) {
        let place = min(place, times.count - 1)
        let statusClass = max(0, min(status / 100 - 1, Self.statusClasses - 1))
        requests[place * Self.statusClasses + statusClass].add(1)
        times[place].observe(nanoseconds: nanoseconds)
    }

    /// Puts what was counted on a page; operations that nobody has called are left out.
    func measure(_ page: inout MetricsPage) {
        let names = Operation.allCases.map(\.rawValue) + [Self.noOperation]
        for (place, name) in names.enumerated() where times[place].reading.count > 0 {
            for statusClass in 0..<Self.statusClasses {
                let count = requests[place * Self.statusClasses + statusClass].count
                if count > 0 { page.set(.apiRequestsTotal, name, "\(statusClass + 1)xx", to: count) }
            }
            page.set(.apiRequestSeconds, name, to: times[place])
        }
        page.set(.apiConnections, to: connections.value)
        page.set(.apiConnectionsLimit, to: APILimits.connectionsMax)
        page.set(.apiConnectionsFullTotal, to: connectionsFull.count)
        page.set(.apiSlowCallersTotal, to: slowCallers.count)
        page.set(.apiThrottledTotal, to: throttled.count)
        page.set(.signInFailuresTotal, to: signInFailures.count)
        page.set(.signInLockOutsTotal, to: lockOuts.count)
        if let expiry = certificates?.expirySeconds {
            page.set(.apiCertificateExpiryTimestampSeconds, to: expiry)
        }
    }
}
