import CaseModel
import ExchangeCore

/// A case with its place in the database.
package struct CaseRow: Hashable, Sendable {
    /// Its row.
    package var id: CaseID
    /// The case.
    package var record: CaseRecord
    /// The entry that registered it; it lists many cases, so it is not tied to this one.
    package var registeredEntry: EntryID?
}

/// Which instant of a case puts it into a period.
package enum CaseInstant: Sendable {
    /// When it was registered, or submitted where it is not registered: the one that statistics count by.
    case registered
    /// When it changed last.
    case changed
}

/// Where what was said of a case is: what is needed to tell "waiting", "sent" and "received" apart.
package struct CaseTransport: Hashable, Sendable {
    /// The stream on which it was said.
    package var stream: StreamKey
    /// Outgoing where this node said it.
    package var direction: StreamDirection
    /// Its number there, or `nil` while it waits for one.
    package var sequence: UInt64?
    /// Through where the peer has receipted our stream; 0 for an incoming one.
    package var acknowledged: UInt64

    /// True when the other city has it on its disk, or this city has it from there.
    package var isReceived: Bool {
        switch direction {
        case .incoming: true
        case .outgoing: sequence.map { $0 <= acknowledged } ?? false
        }
    }
}
