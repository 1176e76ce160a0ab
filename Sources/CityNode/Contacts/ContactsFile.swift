import CaseModel
import ExchangeWire

/// Reads a city's offices, liaisons and working group from one file (联络员名单): `contacts/CODE.yaml`.
package enum ContactsFile {
    private static let officeKeys: Set = ["code", "name", "kind", "address", "phone", "hours"]
    private static let liaisonKeys: Set = ["office", "items", "person", "deputies", "no-deputy-reason"]
    private static let personKeys: Set = ["name", "phone", "handle", "hours"]

    /// Reads the contacts of a city.
    ///
    /// - Parameters:
    ///   - city: whose contacts they are.
    ///   - departments: the items that the city handles, each with the code of its department; every one has a liaison.
    /// - Throws: ``ConfigurationError`` with the line, or, for what only the whole list shows, the path within it.
    package static func load(
        file: String,
        city: CityCode,
        departments: [String: String]
    ) throws(ConfigurationError) -> LiaisonList {
        let top = try YAMLMapping.load(file: file, allowed: ["offices", "liaisons", "working-group"])
        var list = LiaisonList(city: city, version: 1, offices: [], liaisons: [], workingGroup: [])
        for item in try top.mappings("offices", allowed: officeKeys) { list.offices.append(try office(item, city)) }
        for item in try top.mappings("liaisons", allowed: liaisonKeys) { list.liaisons.append(try liaison(item)) }
        for item in try top.mappings("working-group", allowed: personKeys) {
            list.workingGroup.append(try person(item))
        }
        do {
            try list.check(departments: departments)
        } catch {
            throw ConfigurationError(
                file: file,
                problem: error.field.map { "at \($0)" } ?? "the list is not complete",
                expected: error.message
            )
        }
        guard (try? EntryEncoder.encode(.contactsPublished(list), answers: 0)) != nil else {
            throw ConfigurationError(
                file: file,
                problem: "the list is too long to be told to the other cities",
                expected:
                    "shorten it to what fits into \(WireLimits.bodyBytesMax >> 10) KiB: fewer people, shorter texts"
            )
        }
        return list
    }

    private static func office(_ item: YAMLMapping, _ city: CityCode) throws(ConfigurationError) -> Office {
        Office(
            code: try item.text("code", expected: "expected the office's code, such as its unified social credit code"),
            city: city,
            name: try item.text("name", expected: "expected the office's name"),
            kind: try item.value("kind", expected: "expected window or department", read: Office.Kind.init(rawValue:)),
            address: try item.optionalText("address", expected: "expected an address") ?? "",
            phone: try item.optionalText("phone", expected: "expected a telephone number in quotes"),
            hours: try hours(item)
        )
    }

    private static func liaison(_ item: YAMLMapping) throws(ConfigurationError) -> Liaison {
        guard let first = try item.mapping("person", allowed: personKeys) else {
            throw item.error("person", "is missing", expected: "expected a person with name, phone and hours")
        }
        var deputies: [ContactPerson] = []
        if item.values["deputies"] != nil {
            for deputy in try item.mappings("deputies", allowed: personKeys) { deputies.append(try person(deputy)) }
        }
        return Liaison(
            office: try item.text("office", expected: "expected the code of a department above"),
            items: try item.values("items", expected: "expected a list of item codes", read: { $0 }),
            person: try person(first),
            deputies: deputies,
            noDeputyReason: try item.optionalText("no-deputy-reason", expected: "expected why nobody stands in") ?? ""
        )
    }

    private static func person(_ item: YAMLMapping) throws(ConfigurationError) -> ContactPerson {
        ContactPerson(
            name: try item.text("name", expected: "expected the person's name"),
            phone: try item.optionalText("phone", expected: "expected a telephone number in quotes"),
            handle: try item.optionalText("handle", expected: "expected the name in the cities' messenger"),
            hours: try hours(item)
        )
    }

    private static func hours(_ item: YAMLMapping) throws(ConfigurationError) -> [ServiceHours] {
        try item.values("hours", expected: hoursExpectation, read: span).flatMap { $0 }
    }

    private static let hoursExpectation = "expected weekdays, 1 for Monday, and times, such as 1-5 09:00-12:00"

    /// Reads `1-5 09:00-12:00` or `6 09:00-12:00`.
    static func span(_ text: String) -> [ServiceHours]? {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        let days = parts[0].split(separator: "-", omittingEmptySubsequences: false).compactMap(CatalogueWords.whole)
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false).compactMap(minute)
        guard let first = days.first, let last = days.last, (1...2).contains(days.count), 1 <= first, first <= last,
            last <= 7, times.count == 2, times[0] < times[1]
        else { return nil }
        return (first...last).map { ServiceHours(weekday: $0, from: times[0], until: times[1]) }
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], let hour = CatalogueWords.whole(parts[0]),
            let minute = CatalogueWords.whole(parts[1]), minute < 60, hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }
}
