/// From when on something is an alarm, as the configuration says under `alerts`.
package struct AlarmThresholds: Hashable, Sendable {
    /// Free bytes on the data's disk below which `disk-low` stands.
    package var diskFreeBytes: Int64 = 4 << 30
    /// For how many minutes a peer is not connected before `peer-away` stands.
    package var peerAwayMinutes = 30
    /// How many minutes old the oldest entry that a peer has not receipted is before `backlog-old` stands.
    package var backlogAgeMinutes = 60
    /// By how many seconds a peer's clock differs before `clock-apart` stands.
    package var clockApartSeconds = 60

    /// The part of `diskFreeBytes` below which `disk-low` is critical.
    static let diskCriticalPart: Int64 = 4
    /// The part of the backlog's limit from which `backlog` stands, in percent.
    static let backlogWarningPercent = 70
    /// The part of the backlog's limit from which `backlog` is critical, in percent.
    static let backlogCriticalPercent = 95
    /// For how long a peer is not connected before `peer-silent` stands, in milliseconds.
    static let peerSilentMilliseconds: Int64 = 60_000
    /// For how long after the last time `stranger` and `bad-signatures` stand, in milliseconds.
    static let intruderMilliseconds: Int64 = 3_600_000
    /// How many days before its end a certificate's alarm stands, and how many before it is critical.
    static let certificateDays: (warning: Int64, critical: Int64) = (30, 7)
    /// How many days before its end a token's alarm stands, and how many before it is a warning.
    static let tokenDays: (info: Int64, warning: Int64) = (14, 3)
    /// Tokens that were not used for so many days are let go without a word.
    static let tokenUnusedDays: Int64 = 30
    /// Receipts in a row that tell another time before `clock-apart` stands.
    static let clockReadings = 3
    /// Time without a receipt after which a peer whose `clock-apart` stands is asked for one, in milliseconds.
    static let clockAskMilliseconds: Int64 = 60_000
}
