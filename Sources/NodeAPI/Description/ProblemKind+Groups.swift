import CaseModel

// Which problems go with which requests.
extension ProblemKind {
    /// What can be wrong with any request.
    static let ofAnyRequest: [ProblemKind] = [
        misdirected, targetTooLong, badQuery, signInRequired, notPermitted, tooManyRequests, busy, stopping, fault,
    ]
    /// What can be wrong with a body of JSON.
    static let ofJSON: [ProblemKind] = [
        unsupportedMediaType, bodyTooLarge, malformedJSON, unknownKey, missingKey, repeatedKey, wrongType, badValue,
        uploadBroken,
    ]
    /// What can be wrong with a write that is named.
    static let ofWrites: [ProblemKind] = [keyRequired, keyReused, storageFull]
    /// What the rules of cases and shared records refuse.
    static let ofRules: [ProblemKind] = CaseRefusal.Code.allCases.map(refusal)
    /// What can be wrong with the papers that a write names.
    static let ofPapers: [ProblemKind] = [
        materialMissing, materialSizeDiffers, contentDiffers, contentNotTaken, beingChecked, withheld,
    ]
}
