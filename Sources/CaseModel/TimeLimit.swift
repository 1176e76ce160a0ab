/// A length of time that the law or a department's promise sets, as a number of days.
public struct TimeLimit: Hashable, Sendable, Codable {
    /// What is counted.
    ///
    /// The letters are those of the national case tables.
    public enum Unit: String, Hashable, Sendable, CaseIterable, Codable {
        /// Days on which offices work, by the published calendar (工作日).
        case workingDays = "G"
        /// All days (自然日).
        case calendarDays = "Z"
    }

    /// The most days that a limit can have: ten years and a little.
    public static let daysMax = 4_000

    /// How many days, 0 to 4,000; 0 means on the spot (即办).
    public var days: Int
    /// What is counted.
    public var unit: Unit

    /// Sets a limit.
    public init(days: Int, unit: Unit) {
        self.days = days
        self.unit = unit
    }
}
