/// The law's time limits and every bound of what a calendar and a clock may hold.
public enum ClockLimits {
    /// To say whether the case is taken on, or what is missing, from receipt (行政许可法第32条).
    public static let acceptance = TimeLimit(days: 5, unit: .workingDays)
    /// To decide, from acceptance (行政许可法第42条).
    public static let decision = TimeLimit(days: 20, unit: .workingDays)
    /// The longest extension, once, with the approval of the department's head (行政许可法第42条).
    public static let lengthening = TimeLimit(days: 10, unit: .workingDays)
    /// To issue and deliver, from the decision (行政许可法第44条).
    public static let delivery = TimeLimit(days: 10, unit: .workingDays)

    /// Years that a calendar's notices may speak of: those in which ``LocalDay`` is exact, to the end of this millennium.
    public static let calendarYears = 1_992...2_999
    /// Years of one calendar.
    public static let calendarYearsMax = 200
    /// Instants that a clock takes: the same years, in milliseconds since 1970-01-01T00:00:00Z.
    public static let instants: Range<Int64> = 694_195_200_000..<32_503_651_200_000
    /// Pauses of one clock.
    public static let pausesMax = 100

    /// Escalation steps of one stage.
    public static let stepsMax = 16
    /// Office minutes until a step.
    public static let officeMinutesMax = 100_000
    /// Working days before a clock's last day at which somebody hears of it.
    public static let daysBeforeMax = 60
    /// Timers that one case has started.
    public static let timersMax = 1_000
}
