/// The last day of a time limit; it ends at midnight.
///
/// The Civil Code (民法典第203条) lets the last day run until 24:00. It could end with the office's hours, but cases can
/// be handed in and closed online, so it does not here.
public struct Deadline: Hashable, Sendable, Codable {
    /// The last day.
    public var day: LocalDay
    /// True when a day that was counted lies outside the years whose notices are known.
    ///
    /// Say so wherever the day is shown; it may move when the next notice is entered.
    public var isProvisional: Bool

    /// Sets a deadline.
    public init(day: LocalDay, isProvisional: Bool) {
        self.day = day
        self.isProvisional = isProvisional
    }

    /// The first instant that is too late, in milliseconds since 1970-01-01T00:00:00Z.
    public var endMilliseconds: Int64 { LocalDay(number: day.number + 1).startMilliseconds }
}
