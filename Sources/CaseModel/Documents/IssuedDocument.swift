/// A document that a city issued in a case (文书): its number, its file, and who issued it.
public struct IssuedDocument: Hashable, Sendable, Codable {
    /// The number, which says kind, city and day.
    public var number: DocumentNumber
    /// The case.
    public var caseNumber: CaseNumber
    /// The file, by its digest.
    public var material: MaterialReference
    /// The office that issued it, 1 to 100 characters.
    public var office: String
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Issues a document.
    public init(number: DocumentNumber, caseNumber: CaseNumber, material: MaterialReference, office: String, at: Int64)
    {
        self.number = number
        self.caseNumber = caseNumber
        self.material = material
        self.office = office
        self.at = at
    }

    /// The document as it is kept.
    ///
    /// Competence never moves: what the collecting city may not issue is refused with `wrong-side`.
    public func checked() throws(CaseRefusal) -> IssuedDocument {
        guard number.belongs(to: caseNumber) else {
            throw CaseRefusal(.numberMismatch, "the number is of another case's document", field: "number")
        }
        let isCollecting = number.city == caseNumber.collecting
        guard isCollecting == (number.kind.issuer == .collecting) else {
            throw CaseRefusal(
                .wrongSide,
                "the \(number.kind.issuer.rawValue) city issues a \(number.kind.rawValue)",
                field: "number"
            )
        }
        var checker = Checker()
        try checker.name(office, "office")
        try checker.instant(at, "at")
        try checker.material(material, "material")
        return self
    }
}
