/// Every bound of a statistics report, which is what keeps its memory bounded.
public enum StatisticsLimits {
    /// Lines of a report: offices times periods, each for collecting and handling.
    public static let linesMax = 100_000
    /// Corrections of one case.
    public static let correctionsMax = 1_000
    /// Response minutes that are told apart; longer ones count as this: about two years.
    public static let minutesMax = 1 << 20 - 1
    /// The highest count that is read from a stored report.
    public static let countMax = 1 << 40
}
