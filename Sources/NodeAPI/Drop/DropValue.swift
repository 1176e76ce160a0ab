import JSONCoding

/// A JSON value that can be changed and written again, with its keys in order.
enum DropValue: Codable, Hashable, Sendable {
    case object([String: DropValue])
    case list([DropValue])
    case text(String)
    case whole(Int64)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let whole = try? container.decode(Int64.self) {
            self = .whole(whole)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([DropValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: DropValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let members): try container.encode(members)
        case .list(let items): try container.encode(items)
        case .text(let text): try container.encode(text)
        case .whole(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .null: try container.encodeNil()
        }
    }
}

extension JSONNode {
    /// Refuses an object, however deep, in which a key stands twice: one of the two would be lost.
    func checkKeys(at path: String = "") throws(Problem) {
        switch self {
        case .object(let members):
            var seen: Set<String> = []
            for member in members {
                let place = path.isEmpty ? member.key : "\(path).\(member.key)"
                guard seen.insert(member.key).inserted else {
                    throw Problem(.repeatedKey, "The key \(member.key) stands twice. Keep one.", field: place)
                }
                try member.value.checkKeys(at: place)
            }
        case .list(let items):
            for (index, item) in items.enumerated() { try item.checkKeys(at: "\(path)[\(index)]") }
        default: break
        }
    }
}
