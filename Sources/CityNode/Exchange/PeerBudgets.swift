import ExchangeCore
import Synchronization

/// A budget of bytes for each peer.
final class PeerBudgets: Sendable {
    private let limit: Int
    private let budgets = Mutex<[NodeCode: ByteBudget]>([:])

    /// Budgets of at most so many bytes each.
    init(limit: Int) { self.limit = limit }

    /// Counts so many for a peer until the share is released; `nil` where that is too much.
    func share(of count: Int, for peer: NodeCode) -> ByteBudget.Share? {
        let budget = budgets.withLock { [limit] budgets in
            if let known = budgets[peer] { return known }
            let new = ByteBudget(limit: limit)
            budgets[peer] = new
            return new
        }
        return budget.share(of: count)
    }
}
