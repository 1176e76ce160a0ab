/// Where a guide and its parts were read, so that a fault is told with its file and line.
struct GuideSource {
    /// The guide's keys, those that it took from blocks included.
    let guide: YAMLMapping
    /// The parts of each list, by the list's key.
    var parts: [String: [YAMLMapping]] = [:]

    /// The keys of a guide.
    static let keys: Set = [
        "item", "like", "version", "from", "until", "modes", "steps", "materials", "nothing-collected-reason",
        "statutory-limit", "limit-basis", "promised-limit", "results", "fees", "appearances", "visits", "office",
        "body",
        "body-code", "implementation-code", "phone", "legal-basis", "legs", "retention", "correction-limit",
        "correction-reminder",
    ]
    /// The keys of a block: all that is not one guide's own.
    static let blockKeys = keys.subtracting(["item"])
    /// The keys of a material.
    static let materialKeys: Set = [
        "like", "key", "name", "source", "necessity", "form", "originals", "copies", "criteria", "transmission",
        "shared-data-replaces", "media-types",
    ]

    /// The error that a fault of ``CaseModel/Guide`` is, told where its field was read.
    func error(_ field: String, item: String, _ message: String) -> ConfigurationError {
        let place = place(of: field)
        return ConfigurationError(
            file: place.file,
            line: place.line,
            problem: "'\(field)' of the guide for \(item)",
            expected: message
        )
    }

    private func place(of field: String) -> (file: String, line: Int?) {
        let steps = field.split(separator: ".").map(String.init)
        let list = Self.key(of: steps.first ?? "", in: field)
        if let index = Self.index(in: steps.first ?? ""), let parts = parts[list], parts.indices.contains(index) {
            return parts[index].place(of: steps.count > 1 ? Self.kebab(steps[1]) : "")
        }
        return guide.place(of: list)
    }

    /// The key of a guide that a field is read from.
    private static func key(of first: String, in field: String) -> String {
        switch field {
        case "period.from": "from"
        case "period.until": "until"
        case "correction.limit", "correction": "correction-limit"
        case "correction.remindAfterDays": "correction-reminder"
        case "retentionYears": "retention"
        default: kebab(first)
        }
    }

    /// A field's name as the files write it: without its place in a list, with `-` before each word.
    private static func kebab(_ name: String) -> String {
        name.prefix { $0 != "[" }.reduce(into: "") { key, letter in
            key += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
        }
    }

    private static func index(in name: String) -> Int? {
        guard let open = name.firstIndex(of: "["), let close = name.lastIndex(of: "]") else { return nil }
        return Int(name[name.index(after: open)..<close])
    }
}

extension YAMLMapping {
    /// File and line of a key's value, or of the mapping when it has no such key.
    func place(of key: String) -> (file: String, line: Int?) {
        (values[key]?.file ?? file, line(of: key))
    }
}
