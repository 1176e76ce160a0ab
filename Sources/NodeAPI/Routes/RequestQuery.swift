import CaseModel
import HTTPTypes
import Hummingbird

/// A request's query, of which every parameter must be known and given once.
struct RequestQuery {
    private let names: [String]
    private let values: [String: String]

    /// A query that knows no parameter.
    init() { (names, values) = ([], [:]) }

    /// Reads the query; refuses parameters that are not in `known`, which are those of the operation's description.
    init(_ request: Request, known: [Parameter]) throws(Problem) {
        let names = known.map(\.name)
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            let name = String(name)
            guard let parameter = known.first(where: { $0.name == name }) else {
                throw Problem(
                    .badQuery,
                    "There is no parameter \(name) here. Leave it out, or look for a typing error.",
                    field: name,
                    allowed: names
                )
            }
            guard !value.isEmpty else {
                throw Problem(.badQuery, "The parameter \(name) is empty. Say something, or leave it out.", field: name)
            }
            if case .text(let bounds) = parameter.shape.kind, let length = bounds.length,
                !length.contains(value.unicodeScalars.count)
            {
                throw Problem(
                    .badQuery,
                    "\(name) has \(length.lowerBound) to \(length.upperBound) characters.",
                    field: name
                )
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw Problem(.badQuery, "The parameter \(name) stands twice. Give it once.", field: name)
            }
        }
        self.names = names
        self.values = values
    }

    /// The parameter's text, or `nil`.
    ///
    /// A parameter that the description does not name is a broken invariant.
    func text(_ name: String) -> String? {
        precondition(names.contains(name), "the operation's description names every parameter that is read: \(name)")
        return values[name]
    }

    /// A whole number within bounds, or `nil` where it is not given.
    func number<Number: FixedWidthInteger>(_ name: String, in range: ClosedRange<Number>) throws(Problem) -> Number? {
        guard let text = text(name) else { return nil }
        guard let number = Number(text), range.contains(number) else {
            throw Problem(
                .badQuery,
                "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).",
                field: name
            )
        }
        return number
    }

    /// One of an enumeration's names, or `nil` where it is not given.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) throws(Problem) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw Self.notOne(name, of: type) }
        return choice
    }

    /// Several of an enumeration's names with commas between, none where it is not given.
    func choices<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) throws(Problem) -> [Choice] where Choice.RawValue == String {
        guard let text = text(name) else { return [] }
        var choices: [Choice] = []
        for part in text.split(separator: ",") {
            guard let choice = Choice(rawValue: String(part)) else { throw Self.notOne(name, of: type) }
            choices.append(choice)
        }
        return choices
    }

    /// A city's code, or `nil` where it is not given.
    func city(_ name: String) throws(Problem) -> CityCode? {
        guard let text = text(name) else { return nil }
        guard let code = CityCode(text) else {
            throw Problem(.badQuery, "\(name) is six digits of GB/T 2260, like 330800.", field: name)
        }
        return code
    }

    /// A day, or `nil` where it is not given.
    func day(_ name: String) throws(Problem) -> LocalDay? {
        guard let text = text(name) else { return nil }
        guard let day = LocalDay(dashed: text) else {
            throw Problem(.badQuery, "\(name) is a day like 2026-11-23.", field: name)
        }
        return day
    }

    /// A case's number, or `nil` where it is not given.
    func caseNumber(_ name: String) throws(Problem) -> CaseNumber? {
        guard let text = text(name) else { return nil }
        guard let number = CaseNumber(typed: text) else {
            throw Problem(.badQuery, "\(name) is a case number like 330800-20261123-7K2M9QX4RT.", field: name)
        }
        return number
    }

    /// Several of these words with commas between, none where it is not given.
    func words(_ name: String, of known: [String]) throws(Problem) -> Set<String> {
        guard let text = text(name) else { return [] }
        let given = text.split(separator: ",").map(String.init)
        guard given.allSatisfy(known.contains) else {
            throw Problem(.badQuery, "\(name) is one of \(known.joined(separator: ", ")).", field: name, allowed: known)
        }
        return Set(given)
    }

    /// A month such as `202611`, or `nil` where it is not given.
    func month(_ name: String) throws(Problem) -> ReportPeriod? {
        guard let text = text(name) else { return nil }
        guard text.utf8.count == 6, let day = LocalDay(text + "01") else {
            throw Problem(.badQuery, "\(name) is a month as six digits, like 202611.", field: name)
        }
        return ReportPeriod(.month, containing: day)
    }

    /// A SHA-256 digest, or `nil` where it is not given.
    func digest(_ name: String) throws(Problem) -> MaterialDigest? {
        guard let text = text(name) else { return nil }
        guard let digest = MaterialDigest(hex: text) else {
            throw Problem(.badQuery, "\(name) is 64 hexadecimal digits (SHA-256).", field: name)
        }
        return digest
    }

    /// Codes of items with commas between; none where it is not given.
    func items(_ name: String, atMost count: Int) throws(Problem) -> [String] {
        let form = "item codes of 1 to \(CaseLimits.itemCodeCharactersMax) characters"
        return try values(name, form, atMost: count) { code in
            code.unicodeScalars.count <= CaseLimits.itemCodeCharactersMax ? code : nil
        }
    }

    /// Several values with commas between; none where it is not given.
    ///
    /// - Parameters:
    ///   - name: the parameter.
    ///   - expected: what its values are, for the problem that tells of a bad one.
    ///   - count: the most that there may be.
    ///   - read: reads one; `nil` for what is none.
    func values<Value>(
        _ name: String,
        _ expected: String,
        atMost count: Int,
        _ read: (String) -> Value?
    ) throws(Problem) -> [Value] {
        guard let text = text(name) else { return [] }
        let parts = text.split(separator: ",")
        let values = parts.compactMap { read(String($0)) }
        guard !parts.isEmpty, values.count == parts.count, parts.count <= count else {
            throw Problem(.badQuery, "\(name) has 1 to \(count) \(expected), with commas between.", field: name)
        }
        return values
    }

    /// Where a page of cases begins, or `nil` for the first one.
    func caseCursor() throws(Problem) -> String? {
        guard let text = text("cursor") else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = Int64(parts[0]), first > 0, Int64(parts[parts.count - 1]) != nil else {
            throw Problem(.badQuery, "cursor is next of the page before, given back as it was.", field: "cursor")
        }
        return text
    }

    private static func notOne<Choice: RawRepresentable & CaseIterable>(_ name: String, of type: Choice.Type) -> Problem
    where Choice.RawValue == String {
        let names = Choice.allCases.map(\.rawValue)
        return Problem(.badQuery, "\(name) is one of \(names.joined(separator: ", ")).", field: name, allowed: names)
    }
}
