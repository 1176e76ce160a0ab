/// A document's number (文书编号): `BZ-341000-20261125-7K2M9QX4RT-01`.
///
/// It says the kind by two letters (``DocumentKind/letters``), the city that issues it, the local day, the ten last
/// characters of the case's number, and which document of this kind it is for the case on that day.
public struct DocumentNumber: Hashable, Sendable, CustomStringConvertible {
    /// The kind.
    public let kind: DocumentKind
    /// The city that issues it.
    public let city: CityCode
    /// The local day of its issue.
    public let day: LocalDay
    /// The last ten characters of the case's number.
    public let casePart: String
    /// Which one of the day, 1 to 99.
    public let serial: Int

    private static let casePartCount = 10

    /// Makes a number; a day outside the years 1000 to 9999 and a serial outside 1 to 99 are `nil`.
    public init?(kind: DocumentKind, city: CityCode, day: LocalDay, caseNumber: CaseNumber, serial: Int = 1) {
        guard (1...DocumentLimits.serialMax).contains(serial), (10_000_101...99_991_231).contains(day.digits) else {
            return nil
        }
        self.kind = kind
        self.city = city
        self.day = day
        casePart = Self.casePart(of: caseNumber)
        self.serial = serial
    }

    /// Reads exactly the form that ``description`` writes; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 5, let kind = DocumentKind(letters: parts[0]), let city = CityCode(parts[1]),
            parts[4].utf8.count == 2, let serial = Int(parts[4]),
            let caseNumber = CaseNumber("\(city)-\(parts[2])-\(parts[3])")
        else { return nil }
        self.init(kind: kind, city: city, day: caseNumber.collected, caseNumber: caseNumber, serial: serial)
        guard description == text else { return nil }
    }

    /// Whether the number is one of a case's.
    public func belongs(to caseNumber: CaseNumber) -> Bool { casePart == Self.casePart(of: caseNumber) }

    /// The number as text.
    public var description: String {
        "\(kind.letters)-\(city)-\(day)-\(casePart)-\(serial < 10 ? "0" : "")\(serial)"
    }

    private static func casePart(of caseNumber: CaseNumber) -> String {
        String(caseNumber.description.suffix(casePartCount))
    }
}

extension DocumentNumber: Codable {
    /// Reads the text form from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = DocumentNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a document's number looks like \"BZ-341000-20261125-7K2M9QX4RT-01\""
            )
        }
        self = number
    }

    /// Writes the text form as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
