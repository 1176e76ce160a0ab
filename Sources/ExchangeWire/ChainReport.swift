import ExchangeCore

/// What an export proves once it has verified.
package struct ChainReport: Hashable, Sendable {
    /// What is there of an entry.
    package enum Content: Hashable, Sendable {
        /// The body is the one that the header names.
        case body([UInt8])
        /// The body was erased, by law or by the retention rule; the entry still has its place in the chain.
        case erased(Erasure)
        /// The export shows the header alone.
        case withheld
    }

    /// An entry that verified.
    package struct Item: Hashable, Sendable {
        /// What its header says.
        package let header: EntryHeader
        /// Its hash.
        package let hash: Digest
        /// What is there of it.
        package let content: Content
        /// True when a verified signature of the sender covers it.
        package let isSigned: Bool
        /// True when a verified receipt of the receiver covers it.
        package let isReceipted: Bool
    }

    /// The node that said it.
    package let sender: NodeCode
    /// The node that it was said to.
    package let receiver: NodeCode
    /// The lane.
    package let lane: Lane
    /// The place before the first entry.
    ///
    /// Only the sender's word, covered by the signatures, ties the run to it.
    package let before: Position
    /// The entries, in order.
    package let items: [Item]
    /// The receipts that verified, in the export's order.
    package let receipts: [Receipt]

    /// True when a verified signature covers every entry.
    package var isWhollySigned: Bool { items.allSatisfy(\.isSigned) }
}
