/// Why notices do not make a calendar.
public enum CalendarFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No notice at all.
    case noYears
    /// More years than a calendar may have, or a year that lies outside ``ClockLimits/calendarYears``.
    case badYear(Int)
    /// Two notices for one year.
    case repeatedYear(Int)
    /// No notice for a year between two others.
    case missingYear(Int)
    /// A notice without a day off.
    case emptyYear(Int)
    /// A day that is neither in its notice's year nor in the December before.
    case outsideYear(LocalDay, year: Int)
    /// A day that is named twice.
    case repeatedDay(LocalDay)
    /// A day that is both a day off and a worked day.
    case offAndWorked(LocalDay)
    /// A Monday to Friday as a worked day, which it is anyway.
    ///
    /// It is taken for a slip of the pen, except right after a day off, where a notice may repeat when work begins:
    /// Monday, 2020-02-03, for example.
    case workedWeekday(LocalDay)

    /// The day that is at fault, or `nil` when it is a year.
    public var day: LocalDay? {
        switch self {
        case .noYears, .badYear, .repeatedYear, .missingYear, .emptyYear: nil
        case .outsideYear(let day, _), .repeatedDay(let day), .offAndWorked(let day), .workedWeekday(let day): day
        }
    }

    /// The year whose notice is at fault, or `nil` when it is a day whatever the year.
    public var year: Int? {
        switch self {
        case .noYears, .repeatedDay, .offAndWorked, .workedWeekday: nil
        case .badYear(let year), .repeatedYear(let year), .missingYear(let year), .emptyYear(let year),
            .outsideYear(_, let year):
            year
        }
    }

    /// What is wrong, without what to do.
    public var problem: String {
        switch self {
        case .noYears: "there is no year"
        case .badYear(let year): "\(year) can't be a year of this calendar"
        case .repeatedYear(let year): "the year \(year) stands here twice"
        case .missingYear(let year): "the year \(year) is missing between others"
        case .emptyYear(let year): "the year \(year) has no day off"
        case .outsideYear(let day, let year): "\(day.dashed) is not a day of \(year) or of the December before"
        case .repeatedDay(let day): "\(day.dashed) stands here twice"
        case .offAndWorked(let day): "\(day.dashed) is both a day off and a worked day"
        case .workedWeekday(let day): "\(day.dashed) is a Monday to Friday after a working day, and worked anyway"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .noYears, .missingYear: "enter the State Council's notice for that year"
        case .badYear:
            "at most \(ClockLimits.calendarYearsMax) years, each from \(ClockLimits.calendarYears.lowerBound) to "
                + "\(ClockLimits.calendarYears.upperBound)"
        case .repeatedYear, .repeatedDay, .offAndWorked: "keep one of the two"
        case .emptyYear: "enter the notice's days, or leave the year out until its notice is published"
        case .outsideYear: "correct the day, or move it to its own year's notice"
        case .workedWeekday: "name the weekend day that the notice means, or leave this one out"
        }
    }

    /// What is wrong and what to do.
    public var description: String { "\(problem): \(remedy)" }
}
