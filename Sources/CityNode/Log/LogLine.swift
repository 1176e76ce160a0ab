import CaseModel
import Foundation
import Logging

/// One thing that is logged, and how each format writes it.
struct LogLine: Sendable {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    var at: Int64
    /// How loud.
    var level: Logger.Level
    /// Who says it.
    var label: String
    /// What is said.
    var message: String
    /// What belongs to it, by name.
    var metadata: Logger.Metadata
    /// The source file.
    var file: String
    /// The line there.
    var line: UInt
    /// The function there.
    var function: String

    /// The longest message and the longest value that is written, in bytes; what is more is cut, so that every line fits
    /// into one datagram of the journal.
    static let textBytesMax = 16_384
    /// The most values that are written.
    static let metadataMax = 50

    /// The values in the order of their names, each bounded.
    private var values: [(name: String, value: Logger.MetadataValue)] {
        metadata.sorted { $0.key < $1.key }.prefix(Self.metadataMax).map { ($0.key, $0.value) }
    }

    /// The line for people, without line feed: what is in it cannot begin another line or steer a terminal.
    var text: String {
        let values = values.map { "\($0.name)=\(Self.plain("\($0.value)"))" }.joined(separator: " ")
        let said = "\(LocalTime.text(at)) \(level.rawValue) \(label): \(Self.plain(message))"
        return values.isEmpty ? said : "\(said) [\(values)]"
    }

    /// The line for programs: an object of JSON, without line feed.
    var json: String {
        var object = "{\"time\":\"\(LocalTime.text(at))\",\"level\":\"\(level.rawValue)\""
        object += ",\"label\":\(Self.quoted(label)),\"message\":\(Self.quoted(message))"
        for (name, value) in values {
            // The four above are not replaced.
            let key = Self.reserved.contains(name) ? "_" + name : name
            object += ",\(Self.quoted(key)):\(Self.json(value))"
        }
        return object + "}"
    }

    private static let reserved: Set<String> = ["time", "level", "label", "message"]

    private static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .stringConvertible(let value): quoted("\(value)")
        case .array(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .dictionary(let values):
            "{" + values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }.joined(separator: ",")
                + "}"
        }
    }

    /// The line for the journal (systemd.journal-fields): one field after the other in its native protocol.
    func journal(identifier: String) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ name: String, _ value: String) {
            let value = Array(Self.cut(value).utf8)
            bytes += Array(name.utf8)
            if value.contains(0x0A) {
                // The binary form: the length in 64 bits, little endian, and the bytes as they are.
                bytes.append(0x0A)
                withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += Array($0) }
            } else {
                bytes.append(0x3D)
            }
            bytes += value
            bytes.append(0x0A)
        }
        add("MESSAGE", message)
        add("PRIORITY", "\(level.priority)")
        add("SYSLOG_IDENTIFIER", identifier)
        add("CODE_FILE", file)
        add("CODE_LINE", "\(line)")
        add("CODE_FUNC", function)
        add("TONGBAN_LABEL", label)
        add("TONGBAN_LEVEL", level.rawValue)
        for (name, value) in values { add("TONGBAN_" + Self.fieldName(name), "\(value)") }
        return bytes
    }

    /// A name as the journal takes it: capital letters, digits and underscores.
    private static func fieldName(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.uppercased().unicodeScalars.prefix(48).map { scalar in
                    let isGood = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    return isGood ? scalar : "_"
                }
            )
        )
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > textBytesMax else { return text }
        return String(decoding: text.utf8.prefix(textBytesMax - 4), as: UTF8.self) + " ..."
    }

    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in cut(text).unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(" ")
            default:
                let isControl = scalar.properties.generalCategory == .control
                result.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in cut(text).unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Logger.Level {
    /// The level as syslog and the journal count it, 0 the most urgent.
    var priority: Int {
        switch self {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
