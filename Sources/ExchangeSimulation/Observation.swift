import ExchangeCore

/// Something that a node did, as the checkers see it.
enum Observation: Sendable {
    /// The core took an input; its public view may be looked at.
    case handled
    /// The core told people something.
    case notice(Notice)
    /// A receipt left.
    case receiptSent(Receipt, to: NodeCode)
    /// Entries of an own stream left.
    case runSent(StreamKey, after: UInt64, through: UInt64, bytes: Int, frames: Int)
    /// The core asked for a write that does not follow on what it asked for before.
    case misplaced(StreamKey, wanted: Position, got: Position)
    /// A peer's entries are about to be kept.
    case accepting(from: NodeCode)
    /// A transaction is on disk: these peers' streams grew, these own streams grew, these entries were taken in.
    case committed(SimulatedNode.Transaction)
    /// The daemon's disk was exchanged.
    case restored
}
