/// Who carries a parcel.
public enum Carrier: String, Hashable, Sendable, CaseIterable, Codable {
    /// The express service of China Post (中国邮政 EMS).
    case ems
    /// Another courier (快递).
    case courier
    /// Confidential mail, office to office (机要).
    case confidential
    /// A messenger of the sending office (专人送取).
    case byHand = "by-hand"

    /// True where a parcel cannot be handed over without a number under which it can be followed.
    public var needsTrackingNumber: Bool { self == .ems || self == .courier }

    /// True where the carrier tells of stations on the way.
    public var isScanned: Bool { needsTrackingNumber }

    /// A tracking number as it is kept: without spaces, letters in upper case.
    public static func normalized(trackingNumber text: String) -> String {
        String(text.filter { $0 != " " }).uppercased()
    }

    /// Whether a text has the form of this carrier's numbers.
    ///
    /// An EMS number has 13 characters: 13 digits, or two letters, nine digits and two letters (UPU S10). Its check digit
    /// is not looked at, because domestic numbers do not all keep to it. Other numbers are 6 to 40 letters, digits and
    /// hyphens. A messenger has no number.
    public func accepts(trackingNumber text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch self {
        case .ems:
            guard bytes.count == 13, bytes[2..<11].allSatisfy(\.isDigit) else { return false }
            let ends = bytes[..<2] + bytes[11...]
            return ends.allSatisfy(\.isDigit) || ends.allSatisfy(\.isCapital)
        case .courier, .confidential:
            return (PostLimits.trackingCharactersMin...PostLimits.trackingCharactersMax).contains(bytes.count)
                && bytes.allSatisfy { $0.isDigit || $0.isCapital || $0 == 0x2D }
        case .byHand:
            return false
        }
    }

    /// The form that ``accepts(trackingNumber:)`` asks for, in a sentence.
    var trackingNumberForm: String {
        switch self {
        case .ems: "an EMS number has 13 characters: 13 digits, or like EA123456789CN"
        case .courier, .confidential: "6 to 40 letters, digits and hyphens"
        case .byHand: "a messenger has no tracking number: leave it out"
        }
    }
}
