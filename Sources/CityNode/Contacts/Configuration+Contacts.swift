import CaseModel

extension Configuration {
    /// The contacts that the configuration names, checked against the departments of this city's guides.
    func loadContacts(_ book: GuideBook?) throws(ConfigurationError) -> LiaisonList? {
        guard let contacts, let city = CityCode(number: node.number) else { return nil }
        let departments = book?.departments(of: city) ?? [:]
        return try ContactsFile.load(file: contacts, city: city, departments: departments)
    }
}
