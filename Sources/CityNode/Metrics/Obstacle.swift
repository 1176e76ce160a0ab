import CaseStore
import ExchangeCore

/// Why a node takes no work now, or cannot keep what it takes.
///
/// A peer that is away is none: what is said to it waits.
package struct Obstacle: Hashable, Sendable {
    /// What it is, in a word that never changes its meaning.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The start is not finished.
        case starting
        /// It was told to stop.
        case stopping
        /// There is no room for the next transaction.
        case diskFull = "disk-full"
        /// The last transaction could not be written for another reason.
        case storeNotWritable = "store-not-writable"
        /// The exchange thread does not answer.
        case exchangeStuck = "exchange-stuck"
        /// Streams with every peer are halted.
        case exchangeHalted = "exchange-halted"
    }

    /// What it is.
    package var code: Code
    /// What is wrong and what to do.
    package var text: String

    /// Free bytes below which nothing more is taken.
    static let freeBytesMin: Int64 = 64 << 20

    /// What a node knows of itself.
    struct Facts {
        /// Whether it looks after itself already.
        var isStarted: Bool
        /// Whether it was told to stop.
        var isStopped: Bool
        /// Why the last transaction could not be written.
        var trouble: StoreError?
        /// Bytes left on the disk.
        var freeBytes: Int64
        /// How the exchange stands; `nil` where it does not answer.
        var exchange: ExchangeReport?
    }

    /// What stands in the way.
    static func list(_ facts: Facts) -> [Obstacle] {
        if facts.isStopped { return [Obstacle(code: .stopping, text: "the node is stopping; wait until it is back")] }
        var found: [Obstacle] = []
        if !facts.isStarted { found.append(Obstacle(code: .starting, text: "the start is not finished; wait")) }
        if facts.freeBytes < freeBytesMin {
            found.append(
                Obstacle(
                    code: .diskFull,
                    text: "only \(facts.freeBytes >> 20) MiB are left where the data is kept; make room"
                )
            )
        }
        switch facts.trouble {
        case nil: break
        case .diskFull:
            if !found.contains(where: { $0.code == .diskFull }) {
                found.append(Obstacle(code: .diskFull, text: "the disk or the quota is full; make room"))
            }
        case .some:
            found.append(
                Obstacle(
                    code: .storeNotWritable,
                    text: "the last transaction could not be written; the log says why, see to the disk"
                )
            )
        }
        if let exchange = facts.exchange {
            let isHalted = exchange.peers.values.allSatisfy { $0.view?.lanes.contains(where: \.isHalted) ?? false }
            if isHalted, !exchange.peers.isEmpty {
                found.append(
                    Obstacle(
                        code: .exchangeHalted,
                        text: "streams with every peer are halted; this database may be a copy: compare, then resume"
                    )
                )
            }
        } else {
            found.append(
                Obstacle(code: .exchangeStuck, text: "the exchange does not answer; restart the node and keep its log")
            )
        }
        return found
    }
}

extension LaneView {
    /// Whether one of the two directions stands still at two different entries.
    package var isHalted: Bool {
        if case .halted = phase { return true }
        return incomingHalt != nil
    }
}
