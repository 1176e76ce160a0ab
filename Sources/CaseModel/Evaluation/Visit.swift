/// One contact of an applicant with one office, which can be evaluated once (现场一次一评, 网上一事一评).
///
/// A case between two cities has visits to two offices, and each is evaluated apart.
public struct Visit: Hashable, Sendable, Codable {
    /// Where the office served the applicant.
    public enum Place: String, Hashable, Sendable, CaseIterable, Codable {
        /// At a window (线下窗口).
        case window
        /// Online (网上).
        case online
    }

    /// By which way the evaluation comes.
    public enum Channel: String, Hashable, Sendable, CaseIterable, Codable {
        /// A browser (PC 端).
        case pc
        /// An app (移动端).
        case mobile
        /// A code that is scanned (二维码).
        case qr
        /// A tablet at the window (窗口评价器).
        case hallTablet = "hall-tablet"
        /// Another terminal of the hall (政务大厅其他终端).
        case terminal
        /// A telephone call (电话).
        case phone
        /// A text message (短信).
        case sms
    }

    /// The visit's own name: 1 to 64 letters, digits and hyphens.
    public var id: String
    /// The case that it was about.
    public var caseNumber: CaseNumber
    /// The office that served, 1 to 100 characters.
    ///
    /// An evaluation of the visit is addressed to it.
    public var office: String
    /// The office's city (评价地点).
    public var city: CityCode
    /// Where the office served the applicant.
    public var place: Place
    /// By which way the applicant is asked.
    public var channel: Channel
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Fills a visit.
    public init(
        id: String,
        caseNumber: CaseNumber,
        office: String,
        city: CityCode,
        place: Place,
        channel: Channel,
        at: Int64
    ) {
        self.id = id
        self.caseNumber = caseNumber
        self.office = office
        self.city = city
        self.place = place
        self.channel = channel
        self.at = at
    }
}
