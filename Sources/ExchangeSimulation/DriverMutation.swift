/// Rules of the driver that can be broken on purpose, to prove that the checkers notice.
///
/// Nothing outside this package can set one.
package struct DriverMutation: OptionSet, Hashable, Sendable {
    /// One bit per rule.
    package let rawValue: UInt32

    /// Takes the bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// What cannot be applied is not quarantined: its write fails, again and again.
    package static let poisonBlocks = DriverMutation(rawValue: 1 << 0)
    /// A commit is told before it is on disk.
    package static let commitToldEarly = DriverMutation(rawValue: 1 << 1)
    /// Entries get sequence numbers without waiting for the stream to be confirmed.
    package static let numberedUnconfirmed = DriverMutation(rawValue: 1 << 2)
    /// Answers that came back with a recovered stream are given again.
    package static let answersRepeated = DriverMutation(rawValue: 1 << 3)
    /// Entries that waited for a number when the backup was made are said again although they came back with one.
    package static let pendingRepeated = DriverMutation(rawValue: 1 << 4)
    /// A restarted node keeps the session of its last life.
    package static let sessionReused = DriverMutation(rawValue: 1 << 5)
    /// The answer is in another transaction than the case.
    package static let answerApart = DriverMutation(rawValue: 1 << 6)
    /// What was asked for before a failure was told is written all the same.
    package static let failureForgotten = DriverMutation(rawValue: 1 << 7)
}
