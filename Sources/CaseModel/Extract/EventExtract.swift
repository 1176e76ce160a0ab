/// Something that was said of a case, as other systems of the city take it over, without personal data.
public struct EventExtract: Hashable, Sendable {
    /// Its place in the journal, rising; where the next call goes on.
    public var sequence: Int64
    /// The case.
    public var number: CaseNumber
    /// When it was said, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// What was said, by the name that the event feed uses.
    public var kind: String
    /// The city that said it.
    public var city: CityCode
    /// The other city.
    public var peer: CityCode
    /// The office that acted; `nil` where none is named.
    public var office: String?
    /// In which role somebody acted; `nil` where a node did.
    public var role: Role?

    /// Describes an event.
    public init(
        sequence: Int64,
        number: CaseNumber,
        at: Int64,
        kind: String,
        city: CityCode,
        peer: CityCode,
        office: String? = nil,
        role: Role? = nil
    ) {
        self.sequence = sequence
        self.number = number
        self.at = at
        self.kind = kind
        self.city = city
        self.peer = peer
        self.office = office
        self.role = role
    }

    /// The columns.
    public static let table = ExtractTable<EventExtract>(columns: [
        .init("sequence", "序号") { .number($0.sequence) },
        .init("case_no", "办件编号") { .text("\($0.number)") },
        .init("event_time", "环节时间") { .time($0.at) },
        .init("event", "环节代码") { .text($0.kind) },
        .init("area", "行政区划代码") { .area($0.city) },
        .init("peer_area", "对方行政区划代码") { .area($0.peer) },
        .init("office", "办理单位") { .text($0.office) },
        .init("role", "角色代码") { .text($0.role?.rawValue) },
        .init("role_name", "角色") { .text($0.role?.chineseTerm) },
    ])
}
