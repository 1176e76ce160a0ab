/// Every bound of what a case may hold.
///
/// Both cities check with the same values, so they change only together.
///
/// Characters are Unicode scalars; a Chinese character is one.
public enum CaseLimits {
    /// Names: of a person, an office, an officer, a line, a paper.
    public static let nameCharactersMax = 100
    /// An item's code.
    public static let itemCodeCharactersMax = 50
    /// An item's name.
    public static let itemNameCharactersMax = 200
    /// Lines of a form.
    public static let fieldsMax = 200
    /// What is written in one line.
    public static let fieldValueCharactersMax = 4_000
    /// Papers in a submission or a supplement, documents of a decision.
    public static let materialsMax = 100
    /// Bytes of one paper: 2 GiB.
    public static let materialBytesMax: Int64 = 2 << 30
    /// Each half of a media type (RFC 6838).
    public static let mediaTypePartCharactersMax = 127
    /// A reason, remedies, a note.
    public static let textCharactersMax = 4_000
    /// Corrections of one case, the exceptions included.
    public static let correctionsMax = 5
    /// Legs of a joint case.
    public static let legsMax = 20
    /// A leg's key.
    public static let legKeyCharactersMax = 50
    /// A guide's version.
    public static let guideVersionMax = 9_999
    /// Defects of a correction.
    public static let defectsMax = 100
    /// A defect's problem and its remedy, each.
    public static let defectTextCharactersMax = 1_000
    /// A number on an identity paper that is not checked by a standard.
    public static let idNumberCharactersMax = 50
    /// A telephone number.
    public static let phoneCharactersMin = 3
    /// A telephone number.
    public static let phoneCharactersMax = 32
    /// All texts of a submission, supplement, correction or decision together, as UTF-8: leaves room for the framing
    /// within an entry's 256 KiB.
    public static let textBytesMax = 240 << 10
    /// The last instant that can be said, in milliseconds since 1970-01-01T00:00:00Z: the end of the year 9998.
    public static let instantMax: Int64 = 253_370_764_799_999
}
