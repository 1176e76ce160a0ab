/// What the State Council's notice (国务院办公厅关于部分节假日安排的通知) says for one year, with the emergency notices that
/// changed it worked in.
///
/// The year only says which notice is known. What counts is the date of each day: the notice for 2023 gave 2022-12-31 off.
public struct CalendarNotice: Hashable, Sendable, Codable {
    /// The year.
    public var year: Int
    /// The days off (放假), weekend days inside included.
    public var daysOff: [LocalDay]
    /// The weekend days that are worked instead (调休上班).
    ///
    /// A notice may also repeat that work begins on a Monday to Friday, right after the days off; see
    /// ``CalendarFault/workedWeekday(_:)``.
    public var workedDays: [LocalDay]

    /// Fills a notice.
    public init(year: Int, daysOff: [LocalDay], workedDays: [LocalDay]) {
        self.year = year
        self.daysOff = daysOff
        self.workedDays = workedDays
    }
}
