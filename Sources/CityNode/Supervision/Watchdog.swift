import Logging

/// Feeds a service manager's watchdog for as long as every vital part of the node gives signs of life.
///
/// Nothing here is fed by time alone: each meal has its own question and its own answers. A part that hangs lets the
/// watchdog starve, and the service manager ends the process and starts it anew.
package struct Watchdog: Sendable {
    /// Time between two questions: half of what the service manager waits.
    let interval: Duration
    /// Asks the parts.
    let ask: @Sendable (_ alive: @escaping @Sendable (VitalPart) -> Void) -> Void
    /// Feeds.
    let feed: @Sendable () -> Void
    /// Learns which parts are late.
    let log: Logger

    private enum Sign: Sendable {
        case alive(VitalPart)
        case late
    }

    /// A watchdog that wants to be fed within a time.
    package init(
        within limit: Duration,
        ask: @escaping @Sendable (_ alive: @escaping @Sendable (VitalPart) -> Void) -> Void,
        feed: @escaping @Sendable () -> Void,
        log: Logger
    ) {
        interval = limit / 2
        self.ask = ask
        self.feed = feed
        self.log = log
    }

    /// Runs until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await round()
            try? await Task.sleep(for: interval)
        }
    }

    /// One question; returns once every part has answered, or the task is cancelled.
    func round() async {
        let (signs, told) = AsyncStream.makeStream(of: Sign.self)
        ask { told.yield(.alive($0)) }
        let patience = Task {
            try await Task.sleep(for: interval)
            told.yield(.late)
        }
        defer { patience.cancel() }
        var missing = Set(VitalPart.allCases)
        for await sign in signs {
            switch sign {
            case .alive(let part):
                missing.remove(part)
                guard missing.isEmpty else { continue }
                feed()
                return
            case .late:
                let names = missing.map(\.rawValue).sorted().joined(separator: ", ")
                log.error("no sign of life; the service manager ends the process soon", metadata: ["of": "\(names)"])
            }
        }
    }
}
