/// What one case contributes to statistics.
///
/// It holds no personal data.
public struct CaseFact: Hashable, Sendable, Codable {
    /// How the cities share the work.
    public var mode: HandlingMode
    /// The city whose window or portal took the application.
    public var collecting: CityCode
    /// The city whose department decides.
    public var handling: CityCode
    /// The collecting window, 1 to 100 characters; `nil` where no window collects.
    public var collectingOffice: String?
    /// The handling department, 1 to 100 characters.
    public var handlingOffice: String
    /// The item's code, 1 to 50 characters.
    public var itemCode: String
    /// How the case ended; `nil` as long as it has not.
    public var ending: EndingCode?
    /// When it was handed to the other city, in milliseconds since 1970-01-01T00:00:00Z.
    public var submittedAt: Int64
    /// When the handling city had it in its file; `nil` before, and then it is not counted.
    public var registeredAt: Int64?
    /// When the department took it on.
    public var acceptedAt: Int64?
    /// When the department decided.
    public var decidedAt: Int64?
    /// When it was closed; said where ``ending`` is, and only then.
    public var closedAt: Int64?
    /// Minutes until the liaison looked at the papers (即时响应时间), at least 0; `nil` where nobody was asked.
    public var responseMinutes: Int?
    /// How often the applicant was asked for corrections, 0 to 1,000.
    public var corrections: Int
    /// Whether it was decided in time; `nil` where that is not known yet.
    public var isOnTime: Bool?
    /// True for an enquiry (咨询, 查询), which is counted apart.
    public var isEnquiry: Bool

    /// Fills a fact.
    public init(
        mode: HandlingMode,
        collecting: CityCode,
        handling: CityCode,
        collectingOffice: String?,
        handlingOffice: String,
        itemCode: String,
        ending: EndingCode? = nil,
        submittedAt: Int64,
        registeredAt: Int64? = nil,
        acceptedAt: Int64? = nil,
        decidedAt: Int64? = nil,
        closedAt: Int64? = nil,
        responseMinutes: Int? = nil,
        corrections: Int = 0,
        isOnTime: Bool? = nil,
        isEnquiry: Bool = false
    ) {
        self.mode = mode
        self.collecting = collecting
        self.handling = handling
        self.collectingOffice = collectingOffice
        self.handlingOffice = handlingOffice
        self.itemCode = itemCode
        self.ending = ending
        self.submittedAt = submittedAt
        self.registeredAt = registeredAt
        self.acceptedAt = acceptedAt
        self.decidedAt = decidedAt
        self.closedAt = closedAt
        self.responseMinutes = responseMinutes
        self.corrections = corrections
        self.isOnTime = isOnTime
        self.isEnquiry = isEnquiry
    }

    /// Finds the first fault.
    func check() throws(CaseRefusal) {
        guard collecting != handling else {
            throw CaseRefusal(.sameCity, "a case of one city is not counted here", field: "handling")
        }
        var checker = Checker()
        if let collectingOffice { try checker.name(collectingOffice, "collectingOffice") }
        try checker.name(handlingOffice, "handlingOffice")
        try checker.name(itemCode, max: CaseLimits.itemCodeCharactersMax, "itemCode")
        // The order of a case's life; clocks of two cities may differ, so the instants are not compared.
        try checker.instant(submittedAt, "submittedAt")
        if let registeredAt { try checker.instant(registeredAt, "registeredAt") }
        if let acceptedAt { try checker.instant(acceptedAt, "acceptedAt") }
        if let decidedAt { try checker.instant(decidedAt, "decidedAt") }
        if let closedAt { try checker.instant(closedAt, "closedAt") }
        guard (ending == nil) == (closedAt == nil) else {
            throw CaseRefusal(.malformed, "a closed case has an ending code, and no other has one", field: "ending")
        }
        guard responseMinutes ?? 0 >= 0 else {
            throw CaseRefusal(.malformed, "nobody answers before being asked", field: "responseMinutes")
        }
        guard (0...StatisticsLimits.correctionsMax).contains(corrections) else {
            throw CaseRefusal(.malformed, "0 to \(StatisticsLimits.correctionsMax)", field: "corrections")
        }
    }
}
