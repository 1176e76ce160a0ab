extension CatalogueReader {
    /// How many blocks may stand behind each other.
    static let likeDepthMax = 8

    /// Reads a file of blocks and materials that guides share.
    mutating func readShared(_ file: String) {
        guard let top = top(file, allowed: ["blocks", "materials"]) else { return }
        let foundBlocks = keep(try top.named("blocks", expected: "expected names with blocks below")) ?? [:]
        for (name, value) in foundBlocks {
            guard let block = mapping(value, allowed: GuideSource.blockKeys) else { continue }
            if let other = blocks[name] { repeated(name, value, other) } else { blocks[name] = block }
        }
        let foundMaterials = keep(try top.named("materials", expected: "expected names with materials below")) ?? [:]
        for (name, value) in foundMaterials {
            guard let material = mapping(value, allowed: GuideSource.materialKeys) else { continue }
            if let other = materials[name] { repeated(name, value, other) } else { materials[name] = material }
        }
    }

    /// Puts behind a mapping what it is like, and behind that what that is like, up to the end.
    mutating func filled(_ source: YAMLMapping, from shared: KeyPath<Self, [String: YAMLMapping]>) -> YAMLMapping {
        var filled = source
        var last = source
        for _ in 0..<Self.likeDepthMax {
            let names = self[keyPath: shared]
            guard last.values["like"] != nil else { return filled }
            let known = names.count <= 20 ? ": " + names.keys.sorted().joined(separator: ", ") : ""
            let next = keep(
                try last.value("like", expected: "expected the name of something in shared/" + known) { names[$0] }
            )
            guard let next else { return filled }
            filled = filled.over(next)
            last = next
        }
        guard last.values["like"] != nil else { return filled }
        note(
            last.error(
                "like",
                "leads on and on",
                expected: "at most \(Self.likeDepthMax) may stand behind each other, and never in a circle"
            )
        )
        return filled
    }

    private mutating func repeated(_ name: String, _ value: YAMLMapping.Value, _ other: YAMLMapping) {
        note(
            value.error(
                "'\(name)' stands in \(other.file)\(other.line.map { ":\($0)" } ?? "") too",
                expected: "give each a name of its own"
            )
        )
    }
}
