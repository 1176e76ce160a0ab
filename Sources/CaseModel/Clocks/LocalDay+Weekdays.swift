extension LocalDay {
    /// The day that lies so many weekdays, Monday to Friday, after this one: the plain week, where no calendar is known.
    ///
    /// - Parameter count: 0 or more; with 0 it is the day itself.
    public func adding(weekdays count: Int) -> LocalDay {
        precondition(count >= 0, "weekdays are counted forward")
        guard count > 0 else { return self }
        return LocalDay(number: Weekdays.day(ofRank: Weekdays.count(through: number) + Int64(count)))
    }
}
