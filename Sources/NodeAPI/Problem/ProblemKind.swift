import CaseModel
import HTTPTypes

/// A kind of problem (RFC 9457): a stable name, a status and a title.
///
/// The name is what programs compare; it never changes its meaning.
package struct ProblemKind: Hashable, Sendable {
    /// The last part of the type's URI, in kebab case.
    package let name: String
    /// The HTTP status that goes with it.
    package let status: Int
    /// What it is, in a few words that are the same each time.
    package let title: String

    private init(_ name: String, _ status: Int, _ title: String) {
        self.name = name
        self.status = status
        self.title = title
    }

    /// The type's URI, such as `urn:tongban:problem:not-found`.
    package var uri: String { "urn:tongban:problem:\(name)" }

    // The request itself.
    static let unknownRoute = Self("unknown-route", 404, "No such route")
    static let methodNotAllowed = Self("method-not-allowed", 405, "Method not allowed here")
    static let misdirected = Self("misdirected", 421, "Not a name of this node")
    static let targetTooLong = Self("target-too-long", 414, "Path and query too long")
    static let badQuery = Self("bad-query", 400, "Query parameter not understood")
    static let badHeader = Self("bad-header", 400, "Header not understood")
    static let badIdentifier = Self("bad-identifier", 400, "Identifier not understood")
    static let unsupportedMediaType = Self("unsupported-media-type", 415, "Media type not supported")
    static let bodyTooLarge = Self("body-too-large", 413, "Body too large")
    static let malformedJSON = Self("malformed-json", 400, "Not JSON")
    static let unknownKey = Self("unknown-key", 422, "Unknown key")
    static let missingKey = Self("missing-key", 422, "Key missing")
    static let repeatedKey = Self("repeated-key", 422, "Key given twice")
    static let wrongType = Self("wrong-type", 422, "Value of the wrong type")
    static let badValue = Self("bad-value", 422, "Value not understood")
    static let keyRequired = Self("idempotency-key-required", 400, "Idempotency-Key required")
    static let keyReused = Self("idempotency-key-reused", 422, "Idempotency-Key used before for another request")
    static let staleVersion = Self("stale-version", 412, "The case has changed meanwhile")

    // Who asks.
    static let signInRequired = Self("sign-in-required", 401, "Sign in first")
    static let signInFailed = Self("sign-in-failed", 403, "Not signed in")
    static let providerUnavailable = Self("provider-unavailable", 503, "Identity provider does not answer")
    static let notPermitted = Self("not-permitted", 403, "Not permitted to this caller")
    static let tooManyRequests = Self("too-many-requests", 429, "Too many requests")

    // What was asked for.
    static let notFound = Self("not-found", 404, "Not here")
    static let notMember = Self("not-a-member", 422, "City is not a member")
    static let notHalted = Self("not-halted", 409, "Stream is not halted")
    static let settled = Self("already-settled", 409, "Quarantined entry was settled before")
    static let materialMissing = Self("material-missing", 422, "Material is not here")
    static let materialSizeDiffers = Self("material-size-differs", 422, "Material has another size")
    static let materialIncomplete = Self("material-incomplete", 409, "Material has not come in full")
    static let digestMismatch = Self("digest-mismatch", 422, "Bytes do not have that digest")
    static let uploadBroken = Self("upload-broken", 400, "Upload ended early")
    static let contentDiffers = Self("content-differs", 422, "Content is not what it is said to be")
    static let contentNotTaken = Self("content-not-taken", 422, "Files of this kind are not taken")
    static let beingChecked = Self("material-being-checked", 409, "Material is being checked")
    static let withheld = Self("material-quarantined", 409, "Material is kept aside")
    static let unchecked = Self("check-unavailable", 503, "Material could not be checked")
    static let tusVersion = Self("tus-version", 412, "Another version of tus")
    static let offsetDiffers = Self("offset-differs", 409, "Upload stands elsewhere")
    static let checksumDiffers = Self("checksum-differs", 460, "Part has another checksum")
    static let lengthDiffers = Self("length-differs", 413, "Upload has another length")
    static let uploadLocked = Self("upload-locked", 423, "Upload is being written")
    static let tooManyUploads = Self("too-many-uploads", 503, "Too many uploads are open")
    static let rangeNotSatisfiable = Self("range-not-satisfiable", 416, "Range outside the material")
    static let badPackage = Self("bad-package", 422, "Package of the file drop not understood")
    static let revealRefused = Self("reveal-refused", 403, "Personal data are not shown to this role")

    // How the node does.
    static let backlogFull = Self("backlog-full", 503, "Too much waits for that city")
    static let storageFull = Self("storage-full", 507, "No room on the disk")
    static let busy = Self("busy", 503, "Too much waits already")
    static let tooManyFollowers = Self("too-many-followers", 503, "Too many followers of the event feed")
    static let notReady = Self("not-ready", 503, "The node takes no work now")
    static let stopping = Self("stopping", 503, "The node is stopping")
    static let fault = Self("fault", 500, "Fault of this node")

    /// The kind that belongs to a rule of the case.
    ///
    /// 403 where another role may do it, 409 where the case stands in the way, 422 where the input does.
    static func refusal(_ code: CaseRefusal.Code) -> ProblemKind {
        switch code {
        case .notAllowedInState: Self(code.rawValue, 409, "Its state does not allow it")
        case .wrongSide: Self(code.rawValue, 409, "The other city has to do it")
        case .wrongRole: Self(code.rawValue, 403, "Another role has to do it")
        case .correctionUsed: Self(code.rawValue, 409, "Correction was asked for before")
        case .legsOpen: Self(code.rawValue, 409, "Legs of the case are still open")
        case .clockState: Self(code.rawValue, 409, "The clock does not run so")
        case .extensionUsed: Self(code.rawValue, 409, "The limit was extended before")
        case .timeReversed: Self(code.rawValue, 409, "Earlier than what happened last")
        case .alreadyEvaluated: Self(code.rawValue, 409, "The visit was evaluated before")
        case .sameCity: Self(code.rawValue, 422, "Collecting and handling city are the same")
        case .numberMismatch: Self(code.rawValue, 422, "Case number of another city or case")
        case .missing: Self(code.rawValue, 422, "Something is missing")
        case .tooLong: Self(code.rawValue, 422, "Text too long")
        case .tooMuch: Self(code.rawValue, 422, "Too many items or too large a file")
        case .tooLarge: Self(code.rawValue, 422, "Too much text for one entry")
        case .malformed: Self(code.rawValue, 422, "Value of the wrong form")
        case .repeated: Self(code.rawValue, 422, "The same thing twice")
        case .badCitizenID: Self(code.rawValue, 422, "Identity number is not valid")
        case .badCreditCode: Self(code.rawValue, 422, "Credit code is not valid")
        case .limitExceeded: Self(code.rawValue, 422, "Beyond what the law or the guide allows")
        case .inconsistent: Self(code.rawValue, 422, "Two things do not fit together")
        case .unknownItem: Self(code.rawValue, 422, "Item or guide is not in the catalogue")
        case .handledElsewhere: Self(code.rawValue, 422, "Item of a national system")
        case .modeNotOffered: Self(code.rawValue, 422, "Mode is not offered")
        case .applicantNotServed: Self(code.rawValue, 422, "Not for this kind of applicant")
        case .agentNotAllowed: Self(code.rawValue, 422, "No agent may act")
        case .unknownMaterial: Self(code.rawValue, 422, "Material is not in the guide")
        case .wrongPayer: Self(code.rawValue, 422, "The sender's government pays")
        case .carrierNotAllowed: Self(code.rawValue, 422, "Carrier is not allowed for this")
        case .notIndependent: Self(code.rawValue, 422, "Another office has to do it")
        case .dutiesNotSeparate: Self(code.rawValue, 422, "Two people have to do it")
        case .notAuthorized: Self(code.rawValue, 422, "Authority does not cover it")
        case .identityNotChecked: Self(code.rawValue, 422, "Identity is not sufficiently checked")
        case .noConsent: Self(code.rawValue, 422, "Consent is missing")
        case .certificateNotUsable: Self(code.rawValue, 422, "Certificate cannot be used")
        }
    }

    /// Every kind, as the documentation lists them.
    package static var all: [ProblemKind] {
        [
            unknownRoute, methodNotAllowed, misdirected, targetTooLong, badQuery, badHeader, badIdentifier,
            unsupportedMediaType, bodyTooLarge, malformedJSON, unknownKey, missingKey, repeatedKey, wrongType,
            badValue, keyRequired, keyReused, staleVersion, signInRequired, signInFailed, providerUnavailable,
            notPermitted, tooManyRequests, notFound,
            notMember, notHalted, settled,
            materialMissing, materialSizeDiffers, materialIncomplete, digestMismatch, uploadBroken,
            contentDiffers, contentNotTaken, beingChecked, withheld, unchecked, tusVersion, offsetDiffers,
            checksumDiffers, lengthDiffers, uploadLocked, tooManyUploads,
            badPackage, rangeNotSatisfiable, revealRefused, backlogFull, storageFull, busy, tooManyFollowers, notReady,
            stopping,
            fault,
        ] + CaseRefusal.Code.allCases.map(refusal)
    }
}
