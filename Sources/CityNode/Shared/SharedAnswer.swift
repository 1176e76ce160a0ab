import CaseModel

/// What a change of a shared record did, as it was on disk when it was answered.
package struct SharedAnswer: Hashable, Sendable, Codable {
    /// The record.
    package var name: SharedName
    /// Where it stands after the write, in the words of `SharedRecord.state`; empty for one that is yet to be made.
    package var state: String
    /// How many changes made it after the write; 0 for one that is yet to be made.
    package var version: Int
    /// True when the owner is asked and has yet to answer.
    package var isRequest: Bool
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
}
