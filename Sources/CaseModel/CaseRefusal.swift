/// Why something cannot be done with a case, and what to do instead.
///
/// Nothing has changed.
public struct CaseRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A stable word for the cause.
    public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        /// The case's state does not allow it.
        case notAllowedInState = "not-allowed-in-state"
        /// The other city of the case has to do it.
        case wrongSide = "wrong-side"
        /// A correction was asked for already; a second time is an exception with a reason.
        case correctionUsed = "correction-used"
        /// Another role has to do it.
        case wrongRole = "wrong-role"
        /// Legs of a joint case are not concluded yet.
        case legsOpen = "legs-open"
        /// Collecting and handling city are the same.
        case sameCity = "same-city"
        /// The number was not made by the collecting city that is named, or an event names another case.
        case numberMismatch = "number-mismatch"
        /// Something that must be said is missing or blank.
        case missing = "missing"
        /// A text is longer than its limit.
        case tooLong = "too-long"
        /// A list is longer than its limit, or a file larger.
        case tooMuch = "too-much"
        /// The texts together are larger than an entry may be.
        case tooLarge = "too-large"
        /// A value does not have the form that it must have.
        case malformed = "malformed"
        /// The same thing stands twice in a list.
        case repeated = "repeated"
        /// An identity number's check digit, date or form is wrong.
        case badCitizenID = "bad-citizen-id"
        /// A unified social credit code's check character or form is wrong.
        case badCreditCode = "bad-credit-code"
        /// A clock is not in the state that this needs: not started, running, paused or stopped.
        case clockState = "clock-state"
        /// A time limit was extended already; it can be extended once.
        case extensionUsed = "extension-used"
        /// A time limit is longer than the law, the guide or this product allows.
        case limitExceeded = "limit-exceeded"
        /// An instant lies before what it must follow.
        case timeReversed = "time-reversed"
        /// Two things that are said do not fit together.
        case inconsistent
        /// The item is done in a national system alone.
        case handledElsewhere = "handled-elsewhere"
        /// The handling city does not offer the item in this mode.
        case modeNotOffered = "mode-not-offered"
        /// The item is not for this kind of applicant.
        case applicantNotServed = "applicant-not-served"
        /// No agent may act for the applicant.
        case agentNotAllowed = "agent-not-allowed"
        /// The guide does not ask for this material.
        case unknownMaterial = "unknown-material"
        /// Another city than the sender's would pay for a parcel.
        case wrongPayer = "wrong-payer"
        /// What a parcel holds must not go by this carrier.
        case carrierNotAllowed = "carrier-not-allowed"
        /// A visit was evaluated already; an evaluation is not changed.
        case alreadyEvaluated = "already-evaluated"
        /// Who reviews must be another office than the one that is reviewed.
        case notIndependent = "not-independent"
        /// The agent's authority does not reach so far, or has ended.
        case notAuthorized = "not-authorized"
        /// The person who acts is not identified well enough for this way of handling.
        case identityNotChecked = "identity-not-checked"
        /// No consent covers this use.
        case noConsent = "no-consent"
        /// An electronic certificate that is not valid now, or whose seal does not hold.
        case certificateNotUsable = "certificate-not-usable"
        /// Duties that must lie with different people meet in one.
        case dutiesNotSeparate = "duties-not-separate"
        /// The catalogue does not hold the item, or the handling city has no guide for it in force.
        case unknownItem = "unknown-item"
    }

    /// A stable word for the cause.
    public var code: Code
    /// What is wrong and what to do, in a sentence.
    ///
    /// Holds no personal data.
    public var message: String
    /// Which part of the input, as a path like `materials[2].name`, or `nil` when it is not about one.
    public var field: String?
    /// What can be done now at this side, as names of actions; empty when that was not the question.
    public var allowed: [String]

    /// Makes a refusal.
    public init(_ code: Code, _ message: String, field: String? = nil, allowed: [String] = []) {
        self.code = code
        self.message = message
        self.field = field
        self.allowed = allowed
    }

    /// The refusal as `code: message (field)`.
    public var description: String {
        "\(code.rawValue): \(message)\(field.map { " (\($0))" } ?? "")"
    }
}
