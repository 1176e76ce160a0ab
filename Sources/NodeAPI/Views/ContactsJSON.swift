import CaseModel

/// A city's contacts as the API writes them.
struct ContactsJSON: Encodable {
    var city: CityCode
    var version: Int
    var offices: [Office]
    var liaisons: [Liaison]
    var workingGroup: [ContactPerson]

    init(_ list: LiaisonList) {
        city = list.city
        version = list.version
        offices = list.offices
        liaisons = list.liaisons
        workingGroup = list.workingGroup
    }
}

/// The contacts of every city that this node has, in order of code.
struct AllContactsJSON: Encodable {
    var contacts: [ContactsJSON]
}

/// Whom to ask in a city at an instant.
struct OnDutyJSON: Encodable {
    var city: CityCode
    var version: Int
    var department: String
    var item: String?
    var at: Timestamp
    /// Who is on duty, in the order in which to ask.
    var onDuty: [Contact]

    /// One step of the way from the liaison to the working group.
    struct Contact: Encodable {
        var role: Role
        /// The role's Chinese name.
        var roleName: String
        var name: String
        var phone: String?
        var handle: String?
    }

    init(_ list: LiaisonList, department: String, item: String?, at instant: Int64) {
        city = list.city
        version = list.version
        self.department = department
        self.item = item
        at = Timestamp(instant)
        onDuty = list.onDuty(for: item ?? "", of: department, at: instant).map { contact in
            Contact(
                role: contact.role,
                roleName: contact.role.chineseTerm,
                name: contact.person.name,
                phone: contact.person.phone,
                handle: contact.person.handle
            )
        }
    }
}
