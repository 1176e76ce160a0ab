/// Every bound of what a parcel may hold, and the hours after which its journey is looked at.
public enum PostLimits {
    /// Characters of a parcel's own name.
    public static let idCharactersMax = 40
    /// Cases whose papers travel in one parcel.
    public static let casesMax = 50
    /// Lines of a list of contents.
    public static let itemsMax = 100
    /// Pieces of one line of the list.
    public static let countMax = 10_000
    /// Entries of a chain of custody.
    public static let eventsMax = 500
    /// Characters of a carrier's number.
    public static let trackingCharactersMin = 6
    /// Characters of a carrier's number.
    public static let trackingCharactersMax = 40
    /// The highest declared value, in fen: ten million yuan.
    public static let declaredValueFenMax: Int64 = 1_000_000_000
    /// The highest price of one parcel, in fen: a hundred thousand yuan.
    public static let costFenMax: Int64 = 10_000_000
    /// Hours after the hand-over by which a carrier has scanned a parcel, where nothing else is set.
    public static let scanHours = 24
    /// Working days after the day of the hand-over by which a person has a parcel, where nothing else is set.
    public static let receiptWorkingDays = 5
    /// Hours after the receipt by which the receiver opens a parcel and compares it with its list.
    ///
    /// Who opens later answers for what is missing then.
    public static let openingHours = 24
    /// The most hours that can be set for an alarm: a year.
    public static let hoursMax = 8_784
    /// Alarms that a watch remembers as raised.
    public static let alarmsMax = 100_000
    /// Lines of a ledger.
    public static let ledgerLinesMax = 100_000
}
