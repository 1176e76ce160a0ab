/// A member of staff whom another city can reach.
public struct ContactPerson: Hashable, Sendable, Codable {
    /// The name, 1 to 100 characters.
    public var name: String
    /// A telephone number, 3 to 32 characters, or none.
    public var phone: String?
    /// The name in the messenger that the cities share, DingTalk (钉钉) for example, 1 to 64 characters, or none.
    public var handle: String?
    /// When the person is on duty.
    public var hours: [ServiceHours]

    /// Names a person.
    public init(name: String, phone: String? = nil, handle: String? = nil, hours: [ServiceHours]) {
        self.name = name
        self.phone = phone
        self.handle = handle
        self.hours = hours
    }

    /// Whether the person is on duty at an instant, in milliseconds since 1970-01-01T00:00:00Z.
    public func isOnDuty(at milliseconds: Int64) -> Bool { hours.contains { $0.contains(milliseconds) } }

    /// Finds the first fault; `path` is where the person stands.
    func check(_ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.name(name, "\(path).name")
        if let phone { try checker.phone(phone, "\(path).phone") }
        if let handle { try checker.name(handle, max: PeopleLimits.handleCharactersMax, "\(path).handle") }
        guard phone != nil || handle != nil else {
            throw CaseRefusal(
                .missing,
                "nobody can reach this person: give a telephone or a messenger name",
                field: "\(path).phone"
            )
        }
        guard !hours.isEmpty else {
            throw CaseRefusal(.missing, "this person is never on duty: give hours", field: "\(path).hours")
        }
        try ServiceHours.check(hours, &checker, "\(path).hours")
    }
}
