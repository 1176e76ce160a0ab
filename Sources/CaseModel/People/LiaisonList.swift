/// A city's offices and who answers for them, as it gives them to the other cities (联络员名单).
public struct LiaisonList: Hashable, Sendable, Codable {
    /// One step of the way from the liaison to the working group.
    public struct Contact: Hashable, Sendable {
        /// In which role the person answers.
        public var role: Role
        /// Whom to ask.
        public var person: ContactPerson

        /// Names a step.
        public init(role: Role, person: ContactPerson) {
            self.role = role
            self.person = person
        }
    }

    /// The city.
    public var city: CityCode
    /// Counts up from 1 with every change; the higher one replaces the lower.
    public var version: Int
    /// The city's offices, at most 500.
    public var offices: [Office]
    /// Who answers, at most 1,000.
    public var liaisons: [Liaison]
    /// Who is asked when nobody answers (工作专班), 1 to 20.
    public var workingGroup: [ContactPerson]

    /// Puts a list together; ``check(departments:)`` checks it.
    public init(
        city: CityCode,
        version: Int,
        offices: [Office],
        liaisons: [Liaison],
        workingGroup: [ContactPerson]
    ) {
        self.city = city
        self.version = version
        self.offices = offices
        self.liaisons = liaisons
        self.workingGroup = workingGroup
    }

    /// Whom to ask about an item, in this order: the liaison, the deputies, the working group.
    ///
    /// Liaisons who name the item come before those who answer for all items of the department. People who are off duty
    /// are left out, so the list may be empty at night.
    ///
    /// - Parameters:
    ///   - item: the item's code.
    ///   - department: the code of the department that handles it.
    ///   - milliseconds: when, counted from 1970-01-01T00:00:00Z.
    public func onDuty(for item: String, of department: String, at milliseconds: Int64) -> [Contact] {
        let answering = liaisons.filter { $0.answers(for: item, of: department) }
        let ordered = answering.filter { !$0.items.isEmpty } + answering.filter(\.items.isEmpty)
        let chain =
            ordered.map { Contact(role: .liaison, person: $0.person) }
            + ordered.flatMap(\.deputies).map { Contact(role: .deputyLiaison, person: $0) }
            + workingGroup.map { Contact(role: .supervisor, person: $0) }
        return chain.filter { $0.person.isOnDuty(at: milliseconds) }
    }
}
