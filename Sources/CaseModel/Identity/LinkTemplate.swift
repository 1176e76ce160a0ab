/// How the address of a video session is made: `https://video.example/{collecting}/{session}`.
///
/// Only `https`. What is put in is percent-encoded (RFC 3986), so it stays where it is put; the host is always literal.
public struct LinkTemplate: Hashable, Sendable, CustomStringConvertible {
    /// What can be put in.
    public enum Placeholder: String, Hashable, Sendable, CaseIterable, Codable {
        /// The case's number.
        case `case`
        /// The collecting city's code.
        case collecting
        /// The handling city's code.
        case handling
        /// The session's name.
        case session
    }

    private enum Part: Hashable, Sendable {
        case literal(String)
        case placeholder(Placeholder)
    }

    /// The template as it was written.
    public let description: String
    private let parts: [Part]

    /// Reads a template of at most 500 characters.
    ///
    /// - Throws: a refusal of the field `linkTemplate` for another scheme, a host that is not literal, a character that no
    ///   address has, an unknown placeholder, and a template without `{session}`, whose sessions would meet in one room.
    public init(_ text: String) throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(text, max: IdentityLimits.linkTemplateCharactersMax, Self.field)
        guard text.hasPrefix(Self.scheme) else { throw Self.fault("a video link begins with https://") }
        let rest = text.dropFirst(Self.scheme.count)
        guard Self.isHost(rest.prefix { !"/?#".contains($0) }) else {
            throw Self.fault("write the host out, with a port if need be: no placeholder and no user in it")
        }
        parts = try Self.parts(of: text)
        guard parts.contains(.placeholder(.session)) else {
            throw Self.fault("without {session} all sessions would meet in one room: add it")
        }
        description = text
    }

    /// The address of a session of a case.
    public func link(case number: CaseNumber, collecting: CityCode, handling: CityCode, session: String) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .placeholder(.case): Self.percentEncoded(number.description)
            case .placeholder(.collecting): Self.percentEncoded(collecting.description)
            case .placeholder(.handling): Self.percentEncoded(handling.description)
            case .placeholder(.session): Self.percentEncoded(session)
            }
        }.joined()
    }

    private static let field = "linkTemplate"
    private static let scheme = "https://"
    private static let hexDigits = Array("0123456789ABCDEF".utf8)
    private static let reserved = Array(":/?#[]@!$&'()*+,;=".utf8)

    private static func fault(_ message: String) -> CaseRefusal { CaseRefusal(.malformed, message, field: field) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "-._~".utf8.contains(byte) }

    private static func isHost(_ text: some StringProtocol) -> Bool {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = halves.first, let first = host.utf8.first, isLetterOrDigit(first),
            host.utf8.allSatisfy({ isLetterOrDigit($0) || "-.".utf8.contains($0) })
        else { return false }
        guard halves.count == 2 else { return true }
        return UInt16(halves[1]).map { $0 > 0 } ?? false
    }

    private static func parts(of text: String) throws(CaseRefusal) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != "{" }
            guard isLiteral(literal) else {
                throw fault("a character that no address has: write it as % and two hexadecimal digits")
            }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            rest = rest[literal.endIndex...]
            guard !rest.isEmpty else { break }
            let name = rest.dropFirst().prefix { $0 != "}" }
            guard name.endIndex < rest.endIndex, let placeholder = Placeholder(rawValue: String(name)) else {
                let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
                throw fault("a placeholder is one of \(known)")
            }
            parts.append(.placeholder(placeholder))
            rest = rest[name.endIndex...].dropFirst()
        }
        return parts
    }

    private static func isLiteral(_ text: Substring) -> Bool {
        var digitsDue = 0
        for byte in text.utf8 {
            if digitsDue > 0 {
                guard isHexDigit(byte) else { return false }
                digitsDue -= 1
            } else if byte == UInt8(ascii: "%") {
                digitsDue = 2
            } else if !isUnreserved(byte), !reserved.contains(byte) {
                return false
            }
        }
        return digitsDue == 0
    }

    /// Everything but letters, digits and `-._~` as `%` and two digits.
    private static func percentEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension LinkTemplate: Codable {
    /// Reads the template from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(CaseRefusal) {
            self = try LinkTemplate(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
        }
    }

    /// Writes the template as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
