/// How one city handles one item, in one version (办事指南).
///
/// The collecting window works by the handling city's guide, and a case stays with the version that was in force on the day
/// on which it was submitted. ``Catalogue/init(items:guides:)`` checks it.
public struct Guide: Hashable, Sendable, Codable {
    /// The item's national basic code.
    public var item: String
    /// The handling city (办理地).
    public var city: CityCode
    /// The version (版本), 1 to 9,999; a later version has a larger number.
    public var version: Int
    /// When the version is in force.
    public var period: GuidePeriod
    /// The ways that are offered (办理模式); none for a jump item, which is not accepted here.
    public var modes: [HandlingMode]
    /// The flow (办理流程), at most 30 steps.
    public var steps: [GuideStep]
    /// The materials (申请材料), at most 100.
    public var materials: [GuideMaterial]
    /// Why the window collects nothing, where a collected item has no material with a file; otherwise empty.
    public var nothingCollectedReason: String
    /// The limit that a law sets (法定办结时限), or `nil` when none does.
    public var statutoryLimit: TimeLimit?
    /// The rule that sets the statutory limit, or why there is none; at most 1,000 characters.
    public var limitBasis: String
    /// The limit that the department promises (承诺办结时限); `nil` for a jump item only.
    public var promisedLimit: TimeLimit?
    /// What the applicant gets, at least one.
    public var results: [GuideResult]
    /// What it costs; empty when it is free.
    public var fees: [GuideFee]
    /// How the applicant may or must show up, at least one way.
    public var appearances: [Appearance]
    /// How often the applicant has to come to a window (到现场次数), 0 to 10.
    public var visits: Int
    /// The office that handles it (承办机构), 1 to 100 characters.
    public var office: String
    /// The implementing body (实施主体), 1 to 100 characters.
    public var body: String
    /// The implementing body's unified social credit code.
    public var bodyCode: String
    /// The implementation code (实施编码), opaque, 1 to 50 characters; one item has another in each city.
    public var implementationCode: String
    /// Where to ask (咨询电话), 3 to 32 characters.
    public var phone: String
    /// The rule that the item stands on (设定依据), 1 to 1,000 characters.
    public var legalBasis: String
    /// The parts of joint handling; two or more where it is offered, otherwise none.
    public var legs: [GuideLeg]
    /// For how many years the file is kept (保管期限), 1 to 100, or `nil` when for ever (永久).
    public var retentionYears: Int?
    /// How long a correction may take; `nil` for a jump item only.
    public var correction: CorrectionTerm?

    /// Describes how a city handles an item.
    public init(
        item: String,
        city: CityCode,
        version: Int,
        period: GuidePeriod,
        modes: [HandlingMode],
        steps: [GuideStep],
        materials: [GuideMaterial],
        nothingCollectedReason: String = "",
        statutoryLimit: TimeLimit?,
        limitBasis: String,
        promisedLimit: TimeLimit?,
        results: [GuideResult],
        fees: [GuideFee] = [],
        appearances: [Appearance],
        visits: Int,
        office: String,
        body: String,
        bodyCode: String,
        implementationCode: String,
        phone: String,
        legalBasis: String,
        legs: [GuideLeg] = [],
        retentionYears: Int?,
        correction: CorrectionTerm?
    ) {
        self.item = item
        self.city = city
        self.version = version
        self.period = period
        self.modes = modes
        self.steps = steps
        self.materials = materials
        self.nothingCollectedReason = nothingCollectedReason
        self.statutoryLimit = statutoryLimit
        self.limitBasis = limitBasis
        self.promisedLimit = promisedLimit
        self.results = results
        self.fees = fees
        self.appearances = appearances
        self.visits = visits
        self.office = office
        self.body = body
        self.bodyCode = bodyCode
        self.implementationCode = implementationCode
        self.phone = phone
        self.legalBasis = legalBasis
        self.legs = legs
        self.retentionYears = retentionYears
        self.correction = correction
    }

    /// Reads a guide; fees, legs and the reason why nothing is collected may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        item = try container.decode(String.self, forKey: .item)
        city = try container.decode(CityCode.self, forKey: .city)
        version = try container.decode(Int.self, forKey: .version)
        period = try container.decode(GuidePeriod.self, forKey: .period)
        modes = try container.decode([HandlingMode].self, forKey: .modes)
        steps = try container.decode([GuideStep].self, forKey: .steps)
        materials = try container.decode([GuideMaterial].self, forKey: .materials)
        nothingCollectedReason = try container.decodeIfPresent(String.self, forKey: .nothingCollectedReason) ?? ""
        statutoryLimit = try container.decodeIfPresent(TimeLimit.self, forKey: .statutoryLimit)
        limitBasis = try container.decode(String.self, forKey: .limitBasis)
        promisedLimit = try container.decodeIfPresent(TimeLimit.self, forKey: .promisedLimit)
        results = try container.decode([GuideResult].self, forKey: .results)
        fees = try container.decodeIfPresent([GuideFee].self, forKey: .fees) ?? []
        appearances = try container.decode([Appearance].self, forKey: .appearances)
        visits = try container.decode(Int.self, forKey: .visits)
        office = try container.decode(String.self, forKey: .office)
        body = try container.decode(String.self, forKey: .body)
        bodyCode = try container.decode(String.self, forKey: .bodyCode)
        implementationCode = try container.decode(String.self, forKey: .implementationCode)
        phone = try container.decode(String.self, forKey: .phone)
        legalBasis = try container.decode(String.self, forKey: .legalBasis)
        legs = try container.decodeIfPresent([GuideLeg].self, forKey: .legs) ?? []
        retentionYears = try container.decodeIfPresent(Int.self, forKey: .retentionYears)
        correction = try container.decodeIfPresent(CorrectionTerm.self, forKey: .correction)
    }
}
