import Foundation
import Yams

/// A mapping of a YAML file that is read strictly: every key must be asked for, every value must fit, and whatever does
/// not is named with its file and line.
struct YAMLMapping {
    /// The file that the mapping stands in.
    let file: String
    /// The line where it begins.
    let line: Int?
    /// What the keys hold.
    var values: [String: Value]

    /// What a key holds, and the file that says so.
    struct Value {
        let node: Node
        let file: String
    }

    /// Reads a file whose top is a mapping.
    static func load(file: String, allowed keys: Set<String>) throws(ConfigurationError) -> YAMLMapping {
        try parse(text(of: file), file: file, allowed: keys)
    }

    /// Reads a file as text.
    static func text(of file: String) throws(ConfigurationError) -> String {
        try Credentials.check(file)
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            let exists = FileManager.default.fileExists(atPath: file)
            throw ConfigurationError(
                file: file,
                problem: exists ? "the file can't be read" : "there is no such file",
                expected: exists
                    ? "it must be UTF-8 text that this user may read" : "create it, or correct the path that names it"
            )
        }
    }

    /// Reads text whose top is a mapping.
    static func parse(_ text: String, file: String, allowed keys: Set<String>) throws(ConfigurationError) -> YAMLMapping
    {
        var faults: [ConfigurationError] = []
        let mapping = try parse(text, file: file, allowed: keys, &faults)
        if let fault = faults.first { throw fault }
        return mapping
    }

    /// Reads text whose top is a mapping, without the keys that it adds to `faults`.
    static func parse(
        _ text: String,
        file: String,
        allowed keys: Set<String>,
        _ faults: inout [ConfigurationError]
    ) throws(ConfigurationError) -> YAMLMapping {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.error(error, file: file)
        } catch {
            throw ConfigurationError(file: file, problem: "this is not YAML", expected: "correct the file")
        }
        guard let node else {
            throw ConfigurationError(file: file, problem: "the file is empty", expected: expectation(of: keys))
        }
        return try YAMLMapping(Value(node: node, file: file), allowed: keys, &faults)
    }

    private init(_ value: Value, allowed keys: Set<String>) throws(ConfigurationError) {
        var faults: [ConfigurationError] = []
        try self.init(value, allowed: keys, &faults)
        if let fault = faults.first { throw fault }
    }

    /// Reads a mapping, without the keys that it adds to `faults`.
    init(_ value: Value, allowed keys: Set<String>, _ faults: inout [ConfigurationError]) throws(ConfigurationError) {
        let (node, file) = (value.node, value.file)
        self.file = file
        line = node.mark?.line
        guard case .mapping(let mapping) = node else {
            throw ConfigurationError(
                file: file,
                line: node.mark?.line,
                problem: "a mapping is needed here",
                expected: Self.expectation(of: keys)
            )
        }
        var values: [String: Value] = [:]
        for (key, node) in mapping {
            func fault(_ problem: String, expected: String = Self.expectation(of: keys)) {
                faults.append(
                    ConfigurationError(file: file, line: key.mark?.line, problem: problem, expected: expected)
                )
            }
            guard let name = key.string else {
                fault("a key must be text")
                continue
            }
            guard keys.contains(name) else {
                fault("the key '\(name)' is unknown here")
                continue
            }
            guard values.updateValue(Value(node: node, file: file), forKey: name) == nil else {
                fault("the key '\(name)' stands here twice", expected: "keep one of them")
                continue
            }
        }
        self.values = values
    }

    private static func error(_ error: YamlError, file: String) -> ConfigurationError {
        if case .duplicatedKeysInMapping(let keys, let context) = error {
            return ConfigurationError(
                file: file,
                line: context.mark.line,
                problem: "the key '\(keys.first ?? "")' stands here twice",
                expected: "keep one of them"
            )
        }
        let (problem, line): (String, Int?) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (problem, mark.line)
            case .reader(let problem, _, _, _): (problem, nil)
            default: ("\(error)", nil)
            }
        return ConfigurationError(
            file: file,
            line: line,
            problem: "this is not YAML: \(problem)",
            expected: "correct the line or the one before it"
        )
    }

    private static func expectation(of keys: Set<String>) -> String {
        "expected: " + keys.sorted().joined(separator: ", ")
    }

    /// The line of a key's value, or of the mapping when the key is missing.
    func line(of key: String) -> Int? { values[key]?.node.mark?.line ?? line }

    /// An error about a key's value.
    func error(_ key: String, _ problem: String, expected: String) -> ConfigurationError {
        ConfigurationError(
            file: values[key]?.file ?? file,
            line: line(of: key),
            problem: "'\(key)' \(problem)",
            expected: expected
        )
    }

    /// A text that must be there.
    func text(_ key: String, expected: String) throws(ConfigurationError) -> String {
        guard let found = try optionalText(key, expected: expected) else {
            throw error(key, "is missing", expected: expected)
        }
        return found
    }

    /// A text that may be there; an empty one is refused.
    func optionalText(_ key: String, expected: String) throws(ConfigurationError) -> String? {
        guard let value = values[key] else { return nil }
        guard let found = value.node.scalar?.string, !found.isEmpty else {
            throw error(key, "is not a text", expected: expected)
        }
        return found
    }

    /// A value that must be there and that `read` understands.
    func value<Value>(
        _ key: String,
        expected: String,
        read: (String) -> Value?
    ) throws(ConfigurationError) -> Value {
        let found = try text(key, expected: expected)
        guard let value = read(found) else { throw error(key, "can't be '\(found.prefix(80))'", expected: expected) }
        return value
    }

    /// A value that may be there and that `read` understands.
    func optionalValue<Value>(
        _ key: String,
        expected: String,
        read: (String) -> Value?
    ) throws(ConfigurationError) -> Value? {
        guard let found = try optionalText(key, expected: expected) else { return nil }
        guard let value = read(found) else { throw error(key, "can't be '\(found.prefix(80))'", expected: expected) }
        return value
    }

    /// A secret value: an error does not repeat it.
    func secret<Value>(_ key: String, expected: String, read: (String) -> Value?) throws(ConfigurationError) -> Value {
        let found = try text(key, expected: expected)
        guard let value = read(found) else { throw error(key, "is not a key", expected: expected) }
        return value
    }

    /// A mapping that may be there.
    func mapping(_ key: String, allowed keys: Set<String>) throws(ConfigurationError) -> YAMLMapping? {
        guard let value = values[key] else { return nil }
        return try YAMLMapping(value, allowed: keys)
    }

    /// A list of mappings that must be there.
    func mappings(_ key: String, allowed keys: Set<String>) throws(ConfigurationError) -> [YAMLMapping] {
        guard let value = values[key], case .sequence(let sequence) = value.node else {
            throw error(
                key,
                "is missing or is not a list",
                expected: "a list whose items have " + keys.sorted().joined(separator: ", ")
            )
        }
        var list: [YAMLMapping] = []
        for node in sequence { list.append(try YAMLMapping(Value(node: node, file: value.file), allowed: keys)) }
        return list
    }
}
