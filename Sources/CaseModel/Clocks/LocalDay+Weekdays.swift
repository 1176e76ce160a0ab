extension LocalDay {
    /// The day that lies so many weekdays, Monday to Friday, after this one: the plain week, where no calendar is known.
    ///
    /// - Parameter count: 0 or more; with 0 it is the day itself.
    public func adding(weekdays count: Int) -> LocalDay {
        precondition(count >= 0, "weekdays are counted forward")
        var day = self
        var left = count
        while left > 0 {
            day = LocalDay(number: day.number + 1)
            if !day.isWeekend { left -= 1 }
        }
        return day
    }

    /// 1970-01-01 was a Thursday.
    private var isWeekend: Bool { ((number + 3) % 7 + 7) % 7 >= 5 }
}
