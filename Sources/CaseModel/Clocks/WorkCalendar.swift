/// Which days are working days (工作日): Monday to Friday without the days off, and the worked weekend days.
///
/// Made of the State Council's yearly notices, and the same for every city: local days off and halls that open on weekends
/// do not change the statutory count. Only the days on which a notice differs from the plain week are kept, with running
/// sums, so every question takes a binary search among some thirty days a year.
///
/// Outside the years whose notices are known (``publishedFrom`` to ``publishedThrough``) the plain week is counted, and
/// what follows from it is provisional.
public struct WorkCalendar: Hashable, Sendable {
    /// A day that differs from the plain week.
    private struct Change: Hashable, Sendable {
        var day: Int64
        /// A weekend day that is worked; else a weekday that is off.
        var isWorked: Bool
        /// By how many the working days through this day exceed the weekdays.
        var surplus: Int64
        /// The working days through this day, counted from 1969-12-29.
        var rank: Int64
    }

    /// The notices, by year, with no year left out.
    public let notices: [CalendarNotice]
    /// The first day for which a notice is known: 1 January.
    public let publishedFrom: LocalDay
    /// The last day for which a notice is known: 31 December.
    ///
    /// The next year's notice may still change days of that December.
    public let publishedThrough: LocalDay
    private let changes: [Change]

    /// Takes notices in any order.
    ///
    /// - Throws: ``CalendarFault``, which names the day or the year.
    public init(_ notices: [CalendarNotice]) throws(CalendarFault) {
        let sorted = notices.sorted { $0.year < $1.year }
        guard let first = sorted.first?.year, let last = sorted.last?.year else { throw .noYears }
        for year in [first, last] where !ClockLimits.calendarYears.contains(year) { throw .badYear(year) }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) {
            guard earlier.year != later.year else { throw .repeatedYear(later.year) }
            guard earlier.year + 1 == later.year else { throw .missingYear(earlier.year + 1) }
        }
        guard sorted.count <= ClockLimits.calendarYearsMax,
            let from = LocalDay(year: first, month: 1, day: 1), let through = LocalDay(year: last, month: 12, day: 31)
        else { throw .badYear(last) }
        self.notices = sorted
        publishedFrom = from
        publishedThrough = through
        changes = Self.changes(try Self.checked(sorted))
    }

    /// Whether each named day is worked, once every day is checked.
    private static func checked(_ notices: [CalendarNotice]) throws(CalendarFault) -> [LocalDay: Bool] {
        var named: [LocalDay: Bool] = [:]
        for notice in notices {
            guard !notice.daysOff.isEmpty else { throw .emptyYear(notice.year) }
            for (days, isWorked) in [(notice.daysOff, false), (notice.workedDays, true)] {
                for day in days {
                    let date = day.date
                    guard date.year == notice.year || (date.year == notice.year - 1 && date.month == 12) else {
                        throw .outsideYear(day, year: notice.year)
                    }
                    if let earlier = named.updateValue(isWorked, forKey: day) {
                        throw earlier == isWorked ? .repeatedDay(day) : .offAndWorked(day)
                    }
                }
            }
        }
        let slips = named.filter { day, isWorked in
            isWorked && Weekdays.contains(day.number) && named[LocalDay(number: day.number - 1)] != false
        }
        if let slip = slips.keys.min() { throw .workedWeekday(slip) }
        return named
    }

    private static func changes(_ named: [LocalDay: Bool]) -> [Change] {
        var surplus: Int64 = 0
        return named.filter { $0.value != Weekdays.contains($0.key.number) }.sorted { $0.key < $1.key }
            .map { day, isWorked in
                surplus += isWorked ? 1 : -1
                let rank = Weekdays.count(through: day.number) + surplus
                return Change(day: day.number, isWorked: isWorked, surplus: surplus, rank: rank)
            }
    }

    /// Whether a notice is known for a day.
    public func isPublished(_ day: LocalDay) -> Bool { publishedFrom <= day && day <= publishedThrough }

    /// Whether offices work on a day.
    public func isWorkingDay(_ day: LocalDay) -> Bool {
        let index = changes.partitioningIndex { $0.day >= day.number }
        guard index < changes.count, changes[index].day == day.number else { return Weekdays.contains(day.number) }
        return changes[index].isWorked
    }

    /// How many working days lie after one day, through another; negative when the second lies before the first.
    public func workingDays(after first: LocalDay, through last: LocalDay) -> Int {
        Int(rank(through: last) - rank(through: first))
    }

    /// The n-th working day after a day; 0 is the day itself or, when it is not worked, the next working day.
    public func adding(workingDays count: Int, to day: LocalDay) -> LocalDay {
        precondition(count >= 0, "working days are counted forward")
        if count == 0 { return workingDay(onOrAfter: day) }
        return self.day(ofRank: rank(through: day) + Int64(count))
    }

    /// The day itself or, when it is not worked, the next working day.
    public func workingDay(onOrAfter day: LocalDay) -> LocalDay {
        self.day(ofRank: rank(through: LocalDay(number: day.number - 1)) + 1)
    }

    /// The working days through a day, counted from 1969-12-29.
    func rank(through day: LocalDay) -> Int64 {
        let index = changes.partitioningIndex { $0.day > day.number }
        return Weekdays.count(through: day.number) + (index > 0 ? changes[index - 1].surplus : 0)
    }

    /// The first day with this ``rank(through:)``, which is a working day.
    func day(ofRank rank: Int64) -> LocalDay {
        let index = changes.partitioningIndex { $0.rank >= rank }
        let day = Weekdays.day(ofRank: rank - (index > 0 ? changes[index - 1].surplus : 0))
        // A change with this rank that comes first is a worked weekend day; a day off has its rank from the day before.
        return LocalDay(number: index < changes.count ? min(day, changes[index].day) : day)
    }
}

extension WorkCalendar: Codable {
    /// Reads the list of notices.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let notices = try container.decode([CalendarNotice].self)
        do {
            try self.init(notices)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the list of notices.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(notices)
    }
}
