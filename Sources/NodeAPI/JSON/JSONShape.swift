/// What a JSON body may look like: every key, its type, and whether it must be there.
indirect enum JSONShape: Sendable {
    /// Any text.
    case text
    /// A whole number.
    case whole
    /// True or false.
    case flag
    /// One of these texts.
    case oneOf([String])
    /// A list of one shape.
    case list(JSONShape)
    /// An object with these keys and no others.
    case object([Member])

    /// A key of an object.
    struct Member: Sendable {
        var key: String
        var shape: JSONShape
        var isRequired: Bool
    }

    /// A key that must be there.
    static func required(_ key: String, _ shape: JSONShape) -> Member {
        Member(key: key, shape: shape, isRequired: true)
    }

    /// A key that may be left out or be `null`.
    static func optional(_ key: String, _ shape: JSONShape) -> Member {
        Member(key: key, shape: shape, isRequired: false)
    }

    /// An object that has these keys too.
    func with(_ more: [Member]) -> JSONShape {
        guard case .object(let members) = self else { preconditionFailure("only an object has keys") }
        return .object(more + members)
    }

    /// Refuses a value that does not have this shape and names the place; `path` is where the value stands.
    func check(_ node: JSONNode, at path: String = "") throws(Problem) {
        switch (self, node) {
        case (.text, .text), (.whole, .number(isWhole: true)), (.flag, .flag): return
        case (.oneOf(let names), .text(let text)):
            guard names.contains(text) else {
                throw Problem(
                    .badValue,
                    "\(Self.place(path)) is one of \(names.joined(separator: ", ")).",
                    field: path,
                    allowed: names
                )
            }
        case (.list(let shape), .list(let items)):
            for (index, item) in items.enumerated() { try shape.check(item, at: "\(path)[\(index)]") }
        case (.object(let members), .object(let given)): try Self.check(given, against: members, at: path)
        default:
            throw Problem(
                .wrongType,
                "\(Self.place(path)) is \(typeName), not \(node.typeName).",
                field: path.isEmpty ? nil : path
            )
        }
    }

    private static func check(_ given: [JSONNode.Member], against members: [Member], at path: String) throws(Problem) {
        var seen: Set<String> = []
        for pair in given {
            let field = path.isEmpty ? pair.key : "\(path).\(pair.key)"
            guard let member = members.first(where: { $0.key == pair.key }) else {
                throw Problem(
                    .unknownKey,
                    "There is no key \(pair.key) in \(place(path)). Leave it out, or look for a typing error.",
                    field: field,
                    allowed: members.map(\.key)
                )
            }
            guard seen.insert(pair.key).inserted else {
                throw Problem(.repeatedKey, "The key \(field) stands twice. Give it once.", field: field)
            }
            if pair.value == .null, !member.isRequired { continue }
            try member.shape.check(pair.value, at: field)
        }
        for member in members where member.isRequired && !seen.contains(member.key) {
            let field = path.isEmpty ? member.key : "\(path).\(member.key)"
            throw Problem(.missingKey, "The key \(field) is missing. It is \(member.shape.typeName).", field: field)
        }
    }

    private static func place(_ path: String) -> String { path.isEmpty ? "the body" : path }

    private var typeName: String {
        switch self {
        case .text, .oneOf: "a text"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .list: "a list"
        case .object: "an object"
        }
    }
}
