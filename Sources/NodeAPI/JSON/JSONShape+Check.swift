import JSONCoding

extension JSONShape {
    /// Refuses a value that does not have this shape and names the place; `path` is where the value stands.
    ///
    /// Looks at types, keys and enumerations; bounds are left to the rules.
    func check(_ node: JSONNode, at path: String = "") throws(Problem) {
        switch (kind, node) {
        case (.text, .text), (.flag, .flag): return
        case (.whole, .number) where node.isWhole: return
        case (.oneOf(let names), .text(let text)):
            guard names.contains(text) else {
                throw Problem(
                    .badValue,
                    "\(Self.place(path)) is one of \(names.joined(separator: ", ")).",
                    field: path,
                    allowed: names
                )
            }
        case (.list(let shape, _), .list(let items)):
            for (index, item) in items.enumerated() { try shape.check(item, at: "\(path)[\(index)]") }
        case (.object(let members, _), .object(let given)): try Self.check(given, against: members, at: path)
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

    /// What a problem calls a value of this shape.
    var typeName: String {
        switch kind {
        case .text, .oneOf: "a text"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .list: "a list"
        case .object, .map, .choice: "an object"
        }
    }
}
