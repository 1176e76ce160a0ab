/// Who applies.
///
/// Personal data: it never reaches a log.
public struct Applicant: Hashable, Sendable, Codable {
    /// What kind of person.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// A natural person (自然人).
        case natural
        /// A legal person: an enterprise, an institution, an association (法人).
        case legal
        /// Another organisation, a sole trader for example (其他组织).
        case other
    }

    /// What the number is the number of.
    public enum IDType: String, Hashable, Sendable, CaseIterable, Codable {
        /// An identity card (居民身份证): 18 characters by GB 11643.
        case citizenID
        /// A residence permit for people of Hong Kong, Macao or Taiwan (港澳台居民居住证): by the same standard.
        case residencePermit
        /// A unified social credit code (统一社会信用代码): 18 characters by GB 32100.
        case creditCode
        /// A passport (护照).
        case passport
        /// Any other paper.
        case other
    }

    /// What kind of person.
    public var kind: Kind
    /// The name on the paper, 1 to 100 characters.
    public var name: String
    /// What the number is the number of.
    public var idType: IDType
    /// The number on the paper, 1 to 50 characters; letters of checked numbers are kept in upper case.
    public var idNumber: String
    /// A telephone number, 3 to 32 characters, or none.
    public var phone: String?

    /// Names an applicant.
    public init(kind: Kind, name: String, idType: IDType, idNumber: String, phone: String? = nil) {
        self.kind = kind
        self.name = name
        self.idType = idType
        self.idNumber = idNumber
        self.phone = phone
    }
}

extension Applicant {
    /// Finds the first fault.
    func check(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.person(name: name, idType: idType, idNumber: idNumber, phone: phone, "applicant")
    }

    /// Puts the letters of a checked number into upper case.
    mutating func normalize() { idNumber = idType.normalized(idNumber) }
}
