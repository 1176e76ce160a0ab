/// That a certificate stood for a paper in a case (电子证照调用), or why it could not.
///
/// A certificate is verified, not looked at: its status and its seal at the time of use are recorded, never its picture.
public struct CertificateUse: Hashable, Sendable {
    /// Where the fact was taken from.
    public enum Source: String, Hashable, Sendable, CaseIterable, Codable {
        /// The issuer's shared service answered (共享核验).
        case shared
        /// The service did not answer; the applicant gave a file (上传).
        case upload
        /// The service did not answer; the applicant brought paper (纸质).
        case paper
    }

    /// What the service says about the certificate (证照状态).
    public enum Status: String, Hashable, Sendable, CaseIterable, Codable {
        /// In force (有效).
        case valid
        /// Suspended (暂停).
        case suspended
        /// Revoked (吊销, 撤销).
        case revoked
        /// Past its term (过期).
        case expired
    }

    /// The material of the guide for which it stands, 1 to 100 characters.
    public var material: String
    /// Where the fact was taken from.
    public var source: Source
    /// The identifier; always there for a shared certificate.
    public var identifier: CertificateIdentifier?
    /// A keyed hash of the holder's number, by which the two cities can compare holders, or `nil`.
    public var holder: MaterialDigest?
    /// The status at the time of use; always there for a shared certificate.
    public var status: Status?
    /// Whether the electronic seal held (电子印章); without meaning for a fallback.
    public var isSealVerified: Bool
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// Why the shared service was not used, 1 to 200 characters; empty for a shared certificate.
    public var fallbackReason: String

    /// Records a use.
    public init(
        material: String,
        source: Source,
        identifier: CertificateIdentifier? = nil,
        holder: MaterialDigest? = nil,
        status: Status? = nil,
        isSealVerified: Bool = false,
        at: Int64,
        fallbackReason: String = ""
    ) {
        self.material = material
        self.source = source
        self.identifier = identifier
        self.holder = holder
        self.status = status
        self.isSealVerified = isSealVerified
        self.at = at
        self.fallbackReason = fallbackReason
    }

    /// Checks a use against the consents of its case, and says what a person should look at.
    ///
    /// A shared certificate needs a consent of whoever may act that names this material. A fallback needs a reason and no
    /// consent: the applicant hands the paper over.
    ///
    /// - Throws: ``CaseRefusal/Code/noConsent``, ``CaseRefusal/Code/certificateNotUsable`` or a fault of form.
    public func check(consents: [Consent]) throws(CaseRefusal) -> [CertificateIdentifier.Warning] {
        var checker = Checker()
        try checker.name(material, "material")
        guard source == .shared else {
            try checker.text(
                fallbackReason,
                min: 1,
                max: IdentityLimits.reasonCharactersMax,
                lines: false,
                "fallbackReason"
            )
            return identifier?.warnings ?? []
        }
        guard fallbackReason.isEmpty else {
            throw CaseRefusal(.malformed, "the service was used: leave the reason out", field: "fallbackReason")
        }
        guard let identifier else {
            throw CaseRefusal(.missing, "give the certificate's identifier", field: "identifier")
        }
        try ConsentUse(.certificate, materials: [material], at: at).require(consents, by: Set(Party.allCases))
        guard let status else {
            throw CaseRefusal(
                .missing,
                "give the status at the time of use; if the service does not say, take a file or the paper instead",
                field: "status"
            )
        }
        guard status == .valid else {
            throw CaseRefusal(
                .certificateNotUsable,
                "the certificate is \(status.rawValue): the applicant asks its issuer, or brings another proof",
                field: "status"
            )
        }
        guard isSealVerified else {
            throw CaseRefusal(
                .certificateNotUsable,
                "its seal was not verified: verify it, or take a file or the paper instead",
                field: "isSealVerified"
            )
        }
        return identifier.warnings
    }
}

extension CertificateUse: Codable {
    /// Reads a use; all but material, source and time may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        material = try container.decode(String.self, forKey: .material)
        source = try container.decode(Source.self, forKey: .source)
        identifier = try container.decodeIfPresent(CertificateIdentifier.self, forKey: .identifier)
        holder = try container.decodeIfPresent(MaterialDigest.self, forKey: .holder)
        status = try container.decodeIfPresent(Status.self, forKey: .status)
        isSealVerified = try container.decodeIfPresent(Bool.self, forKey: .isSealVerified) ?? false
        at = try container.decode(Int64.self, forKey: .at)
        fallbackReason = try container.decodeIfPresent(String.self, forKey: .fallbackReason) ?? ""
    }
}
