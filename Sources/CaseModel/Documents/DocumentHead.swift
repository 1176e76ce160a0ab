/// What every document begins with: whose case it is, who writes, and when.
public struct DocumentHead: Hashable, Sendable {
    /// The case.
    public var caseNumber: CaseNumber
    /// The number that the handling department's own system gave the case.
    public var handlingNumber: String?
    /// Whom it is addressed to.
    public var addressee: String
    /// The item's name.
    public var itemName: String
    /// The item's code.
    public var itemCode: String
    /// The city that issues it.
    public var city: CityCode
    /// The office that issues it.
    public var office: String
    /// Who issues it.
    public var officer: String
    /// The local day of its issue.
    public var day: LocalDay
    /// Which document of its kind it is for the case on that day, from 1.
    public var serial: Int

    /// Fills a head.
    public init(
        caseNumber: CaseNumber,
        handlingNumber: String? = nil,
        addressee: String,
        itemName: String,
        itemCode: String,
        city: CityCode,
        office: String,
        officer: String,
        day: LocalDay,
        serial: Int = 1
    ) {
        self.caseNumber = caseNumber
        self.handlingNumber = handlingNumber
        self.addressee = addressee
        self.itemName = itemName
        self.itemCode = itemCode
        self.city = city
        self.office = office
        self.officer = officer
        self.day = day
        self.serial = serial
    }

    /// A content of a kind with this head and nothing else; refuses a day or a serial that gives no number.
    func content(_ kind: DocumentKind) throws(CaseRefusal) -> DocumentContent {
        guard let number = DocumentNumber(kind: kind, city: city, day: day, caseNumber: caseNumber, serial: serial)
        else {
            throw CaseRefusal(
                .malformed,
                "a day of the years 1000 to 9999 and a serial of 1 to \(DocumentLimits.serialMax)",
                field: "serial"
            )
        }
        return DocumentContent(
            number: number,
            caseNumber: caseNumber,
            handlingNumber: handlingNumber,
            addressee: addressee,
            itemName: itemName,
            itemCode: itemCode,
            office: office,
            officer: officer,
            seal: "\(office)（盖章）"
        )
    }
}
