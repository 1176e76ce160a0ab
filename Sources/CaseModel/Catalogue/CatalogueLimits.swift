/// Every bound of what a catalogue may hold and of a search in it.
///
/// Names and texts that ``CaseLimits`` bounds keep its bounds. Characters are Unicode scalars.
public enum CatalogueLimits {
    /// Items of a catalogue.
    public static let itemsMax = 20_000
    /// Guides of a catalogue, all versions.
    public static let guidesMax = 200_000
    /// An item's further codes, and its aliases, each.
    public static let namesMax = 20
    /// A link to a national system.
    public static let linkCharactersMax = 500
    /// A material's or a leg's key.
    public static let keyCharactersMax = 50
    /// A guide's version.
    public static let versionMax = 9_999
    /// Steps of a guide's flow.
    public static let stepsMax = 30
    /// Results, and fees, of a guide, each.
    public static let resultsMax = 20
    /// Legs of joint handling (多地联办).
    public static let legsMax = 10
    /// A material's points of acceptance.
    public static let criteriaMax = 20
    /// A material's media types.
    public static let mediaTypesMax = 20
    /// A material's originals, and its copies, each.
    public static let sheetsMax = 99
    /// A fee in fen: ten million yuan.
    public static let feeFenMax: Int64 = 1_000_000_000
    /// How often an applicant may have to appear.
    public static let visitsMax = 10
    /// Years for which a file is kept, unless it is kept for ever.
    public static let retentionYearsMax = 100
    /// A point of acceptance, a basis, a reason.
    public static let textCharactersMax = 1_000
    /// A search text.
    public static let searchCharactersMax = 100
    /// Words of a search text.
    public static let searchWordsMax = 8
    /// Hits of one page.
    public static let pageMax = 100
    /// Files of one request that is checked against a guide.
    public static let givenMax = CaseLimits.materialsMax
}
