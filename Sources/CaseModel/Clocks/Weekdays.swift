/// Monday to Friday, as arithmetic on days since 1970-01-01.
enum Weekdays {
    /// True from Monday to Friday.
    static func contains(_ day: Int64) -> Bool { (day + 3).modulo(7) < 5 }

    /// How many weekdays lie from Monday, 1969-12-29, through a day; negative before that.
    static func count(through day: Int64) -> Int64 {
        (day + 4).quotient(7) * 5 + min((day + 4).modulo(7), 5)
    }

    /// The first day through which there are so many weekdays; it is a weekday.
    static func day(ofRank rank: Int64) -> Int64 {
        (rank - 1).quotient(5) * 7 + (rank - 1).modulo(5) - 3
    }
}

extension Int64 {
    /// The quotient rounded down; the divisor is positive.
    func quotient(_ divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self + 1) / divisor - 1
    }

    /// The remainder of ``quotient(_:)``, never negative.
    func modulo(_ divisor: Int64) -> Int64 { self - quotient(divisor) * divisor }
}
