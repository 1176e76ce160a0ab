import JSONCoding

extension JSONShape {
    /// Refuses a value that does not have this shape and names the place; `path` is where the value stands.
    ///
    /// Looks at types, keys and enumerations; bounds are left to the rules.
    func check(_ node: JSONNode, at path: String = "") throws(Problem) {
        do {
            try match(node)
        } catch {
            throw error.problem(error.path.reduce(path) { $1.after($0) })
        }
    }

    /// What does not have its shape, and where: the place is put together only where there is something to tell.
    private struct Misfit: Error {
        /// A step from a value to one within it.
        enum Step {
            case key(String)
            case item(Int)

            func after(_ path: String) -> String {
                switch self {
                case .key(let key): path.isEmpty ? key : "\(path).\(key)"
                case .item(let index): "\(path)[\(index)]"
                }
            }
        }

        /// The way to it, from outside.
        var path: [Step] = []
        /// What to tell, of its place.
        var problem: @Sendable (String) -> Problem

        func within(_ step: Step) -> Misfit { Misfit(path: [step] + path, problem: problem) }
    }

    private func match(_ node: JSONNode) throws(Misfit) {
        switch (kind, node) {
        case (.text, .text), (.flag, .flag): return
        case (.whole, .number) where node.isWhole: return
        case (.oneOf(let names), .text(let text)):
            guard names.contains(text) else {
                throw Misfit { path in
                    Problem(
                        .badValue,
                        "\(Self.place(path)) is one of \(names.joined(separator: ", ")).",
                        field: path,
                        allowed: names
                    )
                }
            }
        case (.list(let shape, _), .list(let items)):
            for (index, item) in items.enumerated() {
                do { try shape.match(item) } catch { throw error.within(.item(index)) }
            }
        case (.object(let members, _), .object(let given)): try Self.match(given, with: members)
        default:
            throw Misfit { path in
                Problem(
                    .wrongType,
                    "\(Self.place(path)) is \(typeName), not \(node.typeName).",
                    field: path.isEmpty ? nil : path
                )
            }
        }
    }

    private static func match(_ given: [JSONNode.Member], with members: [Member]) throws(Misfit) {
        var seen = [Bool](repeating: false, count: members.count)
        for pair in given {
            guard let place = members.firstIndex(where: { $0.key == pair.key }) else {
                throw Misfit { path in
                    Problem(
                        .unknownKey,
                        "There is no key \(pair.key) in \(Self.place(path)). Leave it out, or look for a typing error.",
                        field: Misfit.Step.key(pair.key).after(path),
                        allowed: members.map(\.key)
                    )
                }
            }
            guard !seen[place] else {
                throw Misfit(path: [.key(pair.key)]) { field in
                    Problem(.repeatedKey, "The key \(field) stands twice. Give it once.", field: field)
                }
            }
            seen[place] = true
            let member = members[place]
            if case .null = pair.value, !member.isRequired { continue }
            do { try member.shape.match(pair.value) } catch { throw error.within(.key(pair.key)) }
        }
        for (member, isThere) in zip(members, seen) where member.isRequired && !isThere {
            throw Misfit(path: [.key(member.key)]) { field in
                Problem(.missingKey, "The key \(field) is missing. It is \(member.shape.typeName).", field: field)
            }
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
