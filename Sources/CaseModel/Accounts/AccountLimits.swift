/// Every bound of accounts and tokens.
public enum AccountLimits {
    /// The name of an account.
    public static let nameCharactersMax = PrivacyLimits.accountCharactersMax
    /// Roles of one account: all there are.
    public static let rolesMax = Role.allCases.count
    /// Offices of one account.
    public static let officesMax = 200
    /// The issuer of an identity provider.
    public static let issuerCharactersMax = 255
    /// A subject at an identity provider (OpenID Connect Core 1.0, 2).
    public static let subjectCharactersMax = 255
    /// What a token is for, in the words of whoever made it.
    public static let labelCharactersMax = 100
    /// How long a token holds where nothing is said, in days.
    public static let tokenDaysDefault = 90
    /// How long a token holds at most, in days.
    public static let tokenDaysMax = 365
    /// Milliseconds of a day.
    public static let dayMilliseconds: Int64 = 86_400_000
    /// How seldom the last use of a token is written, in milliseconds.
    public static let tokenUseMilliseconds: Int64 = 60_000
}
