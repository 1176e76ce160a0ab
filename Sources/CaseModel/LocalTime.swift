/// An instant as people of this alliance read it: RFC 3339 in Asia/Shanghai with milliseconds.
public enum LocalTime {
    /// Writes an instant like `2026-11-23T23:15:00.042+08:00`; `milliseconds` count from 1970-01-01T00:00:00Z.
    public static func text(_ milliseconds: Int64) -> String {
        let day = LocalDay(milliseconds: milliseconds)
        let date = day.date
        let rest = Int(milliseconds - day.startMilliseconds)
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))T"
            + "\(pad(rest / 3_600_000, 2)):\(pad(rest / 60_000 % 60, 2)):\(pad(rest / 1_000 % 60, 2))"
            + ".\(pad(rest % 1_000, 3))+08:00"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
