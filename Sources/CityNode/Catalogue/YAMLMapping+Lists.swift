import Yams

extension YAMLMapping {
    /// This mapping, with another one's values for keys that it does not have; each value keeps its file and line.
    func over(_ other: YAMLMapping) -> YAMLMapping {
        var merged = self
        merged.values.merge(other.values) { own, _ in own }
        return merged
    }

    /// The elements of a list; none when the key is missing.
    func elements(_ key: String, expected: String) throws(ConfigurationError) -> [Value] {
        guard let value = values[key] else { return [] }
        guard case .sequence(let sequence) = value.node else {
            throw error(key, "is not a list", expected: expected)
        }
        return sequence.map { Value(node: $0, file: value.file) }
    }

    /// The elements of a list that must be there.
    func neededElements(_ key: String, expected: String) throws(ConfigurationError) -> [Value] {
        guard values[key] != nil else { throw error(key, "is missing", expected: expected) }
        return try elements(key, expected: expected)
    }

    /// The texts of a list that `read` understands; none when the key is missing.
    func values<Element>(
        _ key: String,
        expected: String,
        read: (String) -> Element?
    ) throws(ConfigurationError) -> [Element] {
        var list: [Element] = []
        for element in try elements(key, expected: expected) {
            guard let text = element.text else {
                throw element.error("a text is needed in '\(key)'", expected: expected)
            }
            guard let value = read(text) else {
                throw element.error("'\(key)' can't hold '\(text.prefix(80))'", expected: expected)
            }
            list.append(value)
        }
        return list
    }

    /// The named values of a mapping; none when the key is missing.
    func named(_ key: String, expected: String) throws(ConfigurationError) -> [String: Value] {
        guard let value = values[key] else { return [:] }
        guard case .mapping(let mapping) = value.node else {
            throw error(key, "is not a mapping", expected: expected)
        }
        var named: [String: Value] = [:]
        for (name, node) in mapping {
            let value = Value(node: node, file: value.file)
            guard let text = name.scalar?.string else { throw value.error("a name must be text", expected: expected) }
            named[text] = value
        }
        return named
    }
}

extension YAMLMapping.Value {
    /// The text that it is, or `nil` for a list, a mapping and an empty text.
    var text: String? { node.scalar.flatMap { $0.string.isEmpty ? nil : $0.string } }

    /// An error about it.
    func error(_ problem: String, expected: String) -> ConfigurationError {
        ConfigurationError(file: file, line: node.mark?.line, problem: problem, expected: expected)
    }
}
