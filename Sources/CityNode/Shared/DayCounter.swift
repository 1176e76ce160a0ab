import CaseModel

/// Counts the working days that this city promises: by its calendar, or by the plain week where it has none.
struct DayCounter: Sendable {
    /// The calendar, if one is configured.
    var timetable: Timetable?

    /// The day that lies so many working days after a day.
    func adding(_ count: Int, to day: LocalDay) -> LocalDay {
        timetable?.calendar.adding(workingDays: count, to: day) ?? day.adding(weekdays: count)
    }
}
