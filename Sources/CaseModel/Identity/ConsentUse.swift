/// One use of personal data that needs a consent.
public struct ConsentUse: Hashable, Sendable {
    /// What for.
    public var purpose: Consent.Purpose
    /// The fields that are used, by name.
    public var fields: [String]
    /// The materials that are used, by name.
    public var materials: [String]
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Describes a use.
    public init(_ purpose: Consent.Purpose, fields: [String] = [], materials: [String] = [], at: Int64) {
        self.purpose = purpose
        self.fields = fields
        self.materials = materials
        self.at = at
    }

    /// Passes when one of the givers consented to the whole use in one consent.
    ///
    /// - Throws: ``CaseRefusal/Code/noConsent``.
    public func require(_ consents: [Consent], by givers: Set<Party>) throws(CaseRefusal) {
        guard consents.contains(where: { givers.contains($0.giver) && $0.covers(self) }) else {
            let who = Party.allCases.filter(givers.contains).map(\.rawValue).joined(separator: " or ")
            throw CaseRefusal(
                .noConsent,
                "no consent to \(purpose.rawValue) by the \(who) covers this: show the text, take the consent, then go on",
                field: "consents"
            )
        }
    }
}
