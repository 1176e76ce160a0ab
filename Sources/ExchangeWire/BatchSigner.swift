import ExchangeCore

/// Makes the signatures that a node sends: one for a run of entries, one for a receipt, never one for each entry.
package struct BatchSigner: Sendable {
    private let key: SigningKey

    /// Signs with this key.
    package init(_ key: SigningKey) { self.key = key }

    /// Signs a run of own entries whose last has this hash.
    package func signature(through hash: Digest) -> [UInt8] {
        key.signature(over: SignedStatement.batch(through: hash))
    }

    /// Makes a batch of own entries, signed; `nil` when there is none.
    ///
    /// The caller vouches for their order.
    package func batch(lane: Lane, entries: [Entry]) -> Batch? {
        guard let last = entries.last else { return nil }
        return Batch(lane: lane, entries: entries, signature: signature(through: last.hash))
    }

    /// Signs a receipt for the stream from `sender` to this node.
    package func signed(_ receipt: Receipt, receiver: NodeCode, sender: NodeCode) -> Receipt {
        var signed = receipt
        signed.signature = key.signature(
            over: SignedStatement.receipt(
                receiver: receiver,
                sender: sender,
                lane: receipt.lane,
                through: receipt.through,
                at: receipt.at
            )
        )
        return signed
    }
}
