/// Every bound of lists of offices and people.
public enum PeopleLimits {
    /// The code of an office.
    public static let officeCodeCharactersMax = 50
    /// The address of an office.
    public static let addressCharactersMax = 200
    /// A name in a messenger.
    public static let handleCharactersMax = 64
    /// Hours of one office or person: three a day.
    public static let hoursMax = 21
    /// Deputies of one liaison.
    public static let deputiesMax = 5
    /// Why a department has no deputy.
    public static let reasonCharactersMax = 200
    /// Items that one liaison names.
    public static let itemsMax = 1_000
    /// Offices of a city's list.
    public static let officesMax = 500
    /// Liaisons of a city's list.
    public static let liaisonsMax = 1_000
    /// People of a working group.
    public static let workingGroupMax = 20
}
