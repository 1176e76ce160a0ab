/// Every bound of what is recorded about identity, agency and consent.
///
/// The texts are kept so short that none can carry a picture or a template of a face.
public enum IdentityLimits {
    /// Identity checks of one case.
    public static let checksMax = 20
    /// Consents of one case.
    public static let consentsMax = 20
    /// The name of a device or a reference of a system.
    public static let referenceCharactersMax = 64
    /// Why a check failed or could not be made.
    public static let reasonCharactersMax = 200
    /// Levels of an online real name, from the weakest to the strongest.
    public static let realNameLevels = 1...4
    /// Age in full years below which a guardian consents to a check of the face (不满十四周岁).
    public static let faceGuardianYears = 14
    /// Fields or materials that one consent names, each.
    public static let consentScopeMax = 100
    /// The version of a consent's text.
    public static let textVersionCharactersMax = 50
    /// People in a video session.
    public static let participantsMax = 20
    /// Questions asked in a video session.
    public static let questionsMax = 50
    /// A question and an answer, each.
    public static let questionCharactersMax = 1_000
    /// Longest video session, in milliseconds: twelve hours.
    public static let videoMillisecondsMax: Int64 = 12 * 3_600_000
    /// The template of a video link.
    public static let linkTemplateCharactersMax = 500
    /// A part of a certificate's identifier: the issuer's code, the serial number.
    public static let certificatePartCharactersMax = 64
}
