/// The identifier of an electronic certificate (电子证照标识, GB/T 36904-2018).
///
/// `1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U`: the root, the type of certificate, the
/// issuer, a serial number, a version, and a check character over all of it without root and dots.
public struct CertificateIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// What every identifier begins with.
    public static let root = "1.2.156.3005.2"
    /// Characters of a type: the credit code of the body that defines it, and three digits.
    public static let typeCharacterCount = 21
    /// Digits of a version.
    public static let versionCharacterCount = 3

    /// Something that a person should look at, and that refuses nothing.
    public enum Warning: Hashable, Sendable {
        /// The check character does not fit: `expected` does.
        ///
        /// Identifiers with a wrong one are in use, so compare it with the certificate and go on when it stands there.
        case checkCharacter(expected: Character)
    }

    /// The type of certificate (证照类型代码), 21 characters.
    public let type: String
    /// The issuer (颁发机构代码): mostly a credit code, sometimes the code of an area.
    public let issuer: String
    /// The serial number (流水号).
    public let serial: String
    /// The version (版本号), three digits.
    public let version: String
    /// The check character (校验位) as it was written.
    public let check: Character

    /// Reads an identifier; the letters may be of either case and are kept.
    ///
    /// - Throws: ``CaseRefusal/Code/malformed`` with the given field when the form is not the standard's.
    public init(_ text: some StringProtocol, field: String = "identifier") throws(CaseRefusal) {
        let parts = String(text).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let ownParts = Array(parts.dropFirst(5))
        guard parts.prefix(5).joined(separator: ".") == Self.root, ownParts.count == 5,
            ownParts.allSatisfy(Self.isPart),
            ownParts[0].count == Self.typeCharacterCount, ownParts[0].utf8.suffix(3).allSatisfy(Self.isDigit),
            ownParts[3].count == Self.versionCharacterCount, ownParts[3].utf8.allSatisfy(Self.isDigit),
            ownParts[4].count == 1, let check = ownParts[4].first
        else {
            throw CaseRefusal(
                .malformed,
                "a certificate's identifier is \(Self.root) and five parts: type, issuer, serial, version, check character",
                field: field
            )
        }
        (type, issuer, serial, version) = (ownParts[0], ownParts[1], ownParts[2], ownParts[3])
        self.check = check
    }

    /// The identifier as it was written.
    public var description: String { "\(Self.root).\(type).\(issuer).\(serial).\(version).\(check)" }

    /// What a person should look at; empty when all is well.
    public var warnings: [Warning] {
        guard let expected = ISO7064.checkCharacter(of: type + issuer + serial + version) else { return [] }
        return expected == Character(check.uppercased()) ? [] : [.checkCharacter(expected: expected)]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isPart(_ text: String) -> Bool {
        (1...IdentityLimits.certificatePartCharactersMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { isDigit($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    }
}

extension CertificateIdentifier: Codable {
    /// Reads the identifier from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(CaseRefusal) {
            self = try CertificateIdentifier(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
        }
    }

    /// Writes the identifier as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
