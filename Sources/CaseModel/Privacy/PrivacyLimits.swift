/// Every bound of masking, access and retention.
public enum PrivacyLimits {
    /// Most characters of an identity number that a mask shows.
    public static let maskIDNumberShownMax = 5
    /// Most characters of a name that a mask shows: a compound surname.
    public static let maskNameShownMax = 2
    /// Most digits of a telephone number that a mask shows.
    public static let maskPhoneShownMax = 7
    /// Most characters of an address that a mask shows.
    public static let maskAddressShownMax = 16
    /// Most stars of a mask, so that a long text makes no long mask.
    public static let maskStarsMax = 16
    /// Why a field is revealed.
    public static let reasonCharactersMin = 5
    /// Why a field is revealed.
    public static let reasonCharactersMax = 200
    /// Digits in a row that a reason may hold; a telephone number has more.
    public static let reasonDigitsMax = 6
    /// Digits that a reason may hold in one group with spaces and hyphens: a date has eight.
    public static let reasonGroupDigitsMax = 8
    /// The name of an account.
    public static let accountCharactersMax = 100
    /// Shortest time for which the audit trail is kept, in months (网络安全法 23).
    public static let auditMonthsMin = 6
    /// Longest term of a rule, in years; what lasts longer is permanent.
    public static let retentionYearsMax = 100
    /// Longest time for which a video is kept, in days: about ten years.
    public static let videoDaysMax = 3_660
}
