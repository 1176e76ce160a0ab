/// What an agent may do for an applicant, how long, and which paper says so (委托权限).
public struct Authority: Hashable, Sendable {
    /// Where the authority comes from.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// The applicant gave it in writing (委托).
        case entrusted
        /// The organisation's statutes give it (法定代表人).
        case legalRepresentative
        /// The law gives it, for a minor or somebody without full capacity (监护人).
        case guardian
        /// The organisation sends a member of its staff (经办人).
        case staff

        /// True when the authority is not limited to what a paper lists.
        public var isByLaw: Bool { self == .legalRepresentative || self == .guardian }

        /// In which part such an agent appears in checks and consents.
        public var party: Party {
            switch self {
            case .entrusted, .staff: .agent
            case .legalRepresentative: .legalRepresentative
            case .guardian: .guardian
            }
        }

        /// The paper that proves it, for a sentence.
        public var paper: String {
            switch self {
            case .entrusted: "a power of attorney (授权委托书)"
            case .legalRepresentative: "the certificate of the legal representative (法定代表人身份证明)"
            case .guardian: "the household booklet or another proof of guardianship (户口簿, 监护关系证明)"
            case .staff: "a letter of the organisation (单位介绍信)"
            }
        }
    }

    /// Something that is done for the applicant.
    public enum Act: String, Hashable, Sendable, CaseIterable, Codable {
        /// Hand the application in (代为申请).
        case submit
        /// Bring what was missing (代为补正).
        case supplement
        /// Take the result (代为领取).
        case receive
        /// Withdraw the application (代为撤回).
        case withdraw

        /// The act for a sentence.
        public var words: String {
            switch self {
            case .submit: "hand in the application (代为申请)"
            case .supplement: "bring supplements (代为补正)"
            case .receive: "receive the result (代为领取)"
            case .withdraw: "withdraw the application (代为撤回)"
            }
        }
    }

    /// The scanned paper that proves the authority.
    public struct Proof: Hashable, Sendable, Codable {
        /// The file, which is one of the case's materials.
        public var digest: MaterialDigest
        /// What the paper is called, 1 to 100 characters.
        public var name: String

        /// Names a paper.
        public init(digest: MaterialDigest, name: String) {
            self.digest = digest
            self.name = name
        }
    }

    /// Where it comes from.
    public var kind: Kind
    /// What the paper lists; without meaning where the law gives the authority.
    public var acts: Set<Act>
    /// The first day on which it holds.
    public var validFrom: LocalDay
    /// The last day on which it holds, or `nil` for no end; a power of attorney always has one.
    public var validUntil: LocalDay?
    /// The paper.
    public var proof: Proof

    /// States an authority.
    public init(kind: Kind, acts: Set<Act> = [], validFrom: LocalDay, validUntil: LocalDay? = nil, proof: Proof) {
        self.kind = kind
        self.acts = acts
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.proof = proof
    }
}

extension Authority: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind
        case acts
        case validFrom
        case validUntil
        case proof
    }

    /// Reads an authority; the acts and the last day may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(Kind.self, forKey: .kind)
        acts = try container.decodeIfPresent(Set<Act>.self, forKey: .acts) ?? []
        validFrom = try container.decode(LocalDay.self, forKey: .validFrom)
        validUntil = try container.decodeIfPresent(LocalDay.self, forKey: .validUntil)
        proof = try container.decode(Proof.self, forKey: .proof)
    }

    /// Writes an authority, the acts in the order of their declaration so that equal values are equal bytes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(Act.allCases.filter(acts.contains), forKey: .acts)
        try container.encode(validFrom, forKey: .validFrom)
        try container.encodeIfPresent(validUntil, forKey: .validUntil)
        try container.encode(proof, forKey: .proof)
    }
}
