/// When an office works: the days of the calendar and the hours of the day.
///
/// Everything that a clock or a timer says is worked out with the timetable that is asked with, and nothing of it is
/// stored: another calendar gives another answer at once.
public struct Timetable: Hashable, Sendable, Codable {
    /// The working days.
    public var calendar: WorkCalendar
    /// The hours of a working day.
    public var hours: OfficeHours

    /// Puts days and hours together.
    public init(calendar: WorkCalendar, hours: OfficeHours = .standard) {
        self.calendar = calendar
        self.hours = hours
    }

    /// The day on which something counts as received that came at an instant, in milliseconds since 1970.
    ///
    /// On a working day until the cut-off it is that day (the cut-off itself is still in time), else the next working day.
    public func receiptDay(_ instant: Int64) -> LocalDay {
        let day = LocalDay(milliseconds: instant)
        let isLate = instant - day.startMilliseconds > hours.cutOff.milliseconds
        return calendar.workingDay(onOrAfter: isLate ? LocalDay(number: day.number + 1) : day)
    }

    /// The end of business on a day, in milliseconds since 1970.
    public func endOfBusiness(_ day: LocalDay) -> Int64 { day.startMilliseconds + hours.cutOff.milliseconds }

    /// For how many milliseconds the office was open between two instants; negative when the second is the earlier one.
    public func openMilliseconds(from start: Int64, to end: Int64) -> Int64 {
        position(end) - position(start)
    }

    /// The instant by which the office has been open so long since another, both in milliseconds since 1970.
    ///
    /// A length that uses up the morning or the day ends when the office closes, not when it opens again. With 0 it is the
    /// instant itself, if the office is open then, else the moment when it opens next.
    public func instant(openMilliseconds length: Int64, after start: Int64) -> Int64 {
        precondition(length >= 0, "open time is counted forward")
        let opens = length == 0
        let target = position(start) + length
        let full = (opens ? target : target - 1).quotient(hours.openMilliseconds)
        let day = calendar.day(ofRank: full + 1)
        return day.startMilliseconds + hours.time(afterOpen: target - full * hours.openMilliseconds, opens: opens)
    }

    /// The open milliseconds until an instant, from a fixed day on.
    private func position(_ instant: Int64) -> Int64 {
        let day = LocalDay(milliseconds: instant)
        let before = calendar.rank(through: LocalDay(number: day.number - 1)) * hours.openMilliseconds
        guard calendar.isWorkingDay(day) else { return before }
        return before + hours.openMilliseconds(until: instant - day.startMilliseconds)
    }
}
