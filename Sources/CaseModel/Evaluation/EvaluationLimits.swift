/// Every bound of an evaluation and of what follows from a bad one.
public enum EvaluationLimits {
    /// Characters of a visit's own name.
    public static let idCharactersMax = 64
    /// Tags of one evaluation.
    public static let tagsMax = 10
    /// Characters of a tag.
    public static let tagCharactersMax = 20
    /// Characters of the applicant's own words.
    public static let textCharactersMax = 500
    /// Working days within which a bad evaluation is put right.
    public static let rectificationWorkingDays = 15
    /// Steps of a ticket.
    public static let stepsMax = 50
}
