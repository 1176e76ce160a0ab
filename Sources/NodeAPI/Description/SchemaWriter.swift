/// Writes shapes as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it), and keeps those that have a name.
struct SchemaWriter {
    /// The shapes that have a name, by it.
    private(set) var schemas: [String: JSONValue] = [:]
    /// The problems that stand alone under their status, by the name of their kind.
    private(set) var responses: [String: JSONValue] = [:]

    /// A shape's schema: a reference where it has a name.
    mutating func schema(_ shape: JSONShape) -> JSONValue {
        guard let name = shape.name else { return .object(body(shape)) }
        if schemas[name] == nil {
            schemas[name] = .null
            schemas[name] = .object(body(shape))
        }
        return [
            "$ref": .text("#/components/schemas/\(name)"), "description": .text(shape.meaning),
        ]
    }

    /// A reference to a response that is kept under a name.
    mutating func response(_ name: String, _ response: JSONValue) -> JSONValue {
        responses[name] = response
        return ["$ref": .text("#/components/responses/\(name)")]
    }

    private mutating func body(_ shape: JSONShape) -> [JSONValue.Pair] {
        [.init("description", .text(shape.meaning))] + type(shape) + examples(shape)
    }

    private mutating func type(_ shape: JSONShape) -> [JSONValue.Pair] {
        switch shape.kind {
        case .text(let bounds): text(bounds)
        case .whole(let range): whole(range)
        case .flag: [.init("type", "boolean")]
        case .oneOf(let names): [.init("type", "string"), .init("enum", .list(names.map { .text($0) }))]
        case .list(let item, let count):
            [.init("type", "array"), .init("items", schema(item))]
                + (count.lowerBound > 0 ? [.init("minItems", .whole(Int64(count.lowerBound)))] : [])
                + (count.upperBound < Int.max ? [.init("maxItems", .whole(Int64(count.upperBound)))] : [])
        case .object(let members, let isOpen): object(members, isOpen: isOpen)
        case .map(let value): [.init("type", "object"), .init("additionalProperties", schema(value))]
        case .choice(let shapes, let key): choice(shapes, by: key)
        }
    }

    private mutating func object(_ members: [JSONShape.Member], isOpen: Bool) -> [JSONValue.Pair] {
        let required = members.filter(\.isRequired).map { JSONValue.text($0.key) }
        var pairs: [JSONValue.Pair] = [.init("type", "object")]
        pairs.append(
            .init("properties", .object(members.map { .init($0.key, self.member($0)) }))
        )
        if !required.isEmpty { pairs.append(.init("required", .list(required))) }
        if !isOpen { pairs.append(.init("additionalProperties", false)) }
        return pairs
    }

    private mutating func member(_ member: JSONShape.Member) -> JSONValue {
        let schema = schema(member.shape)
        guard member.presence == .optional else { return schema }
        return ["anyOf": [schema, ["type": "null"]], "description": .text(member.shape.meaning)]
    }

    private mutating func choice(_ shapes: [JSONShape], by key: String?) -> [JSONValue.Pair] {
        let alternatives = JSONValue.list(shapes.map { schema($0) })
        guard let key else { return [.init("anyOf", alternatives)] }
        let mapping = shapes.compactMap { shape -> JSONValue.Pair? in
            guard let name = shape.name, case .object(let members, _) = shape.kind,
                case .oneOf(let values) = members.first(where: { $0.key == key })?.shape.kind, let value = values.first
            else { return nil }
            return .init(value, .text("#/components/schemas/\(name)"))
        }
        return [
            .init("oneOf", alternatives),
            .init("discriminator", ["propertyName": .text(key), "mapping": .object(mapping)]),
        ]
    }

    private func text(_ bounds: JSONShape.TextBounds) -> [JSONValue.Pair] {
        var pairs: [JSONValue.Pair] = [.init("type", "string")]
        if let length = bounds.length {
            if length.lowerBound > 0 { pairs.append(.init("minLength", .whole(Int64(length.lowerBound)))) }
            pairs.append(.init("maxLength", .whole(Int64(length.upperBound))))
        }
        if let pattern = bounds.pattern { pairs.append(.init("pattern", .text(pattern))) }
        if let format = bounds.format { pairs.append(.init("format", .text(format))) }
        return pairs
    }

    private func whole(_ range: ClosedRange<Int64>) -> [JSONValue.Pair] {
        var pairs: [JSONValue.Pair] = [.init("type", "integer"), .init("format", "int64")]
        if range != Int64.min...Int64.max {
            pairs += [.init("minimum", .whole(range.lowerBound)), .init("maximum", .whole(range.upperBound))]
        }
        return pairs
    }

    /// Examples stand at the leaves; those of an object are its members'.
    private func examples(_ shape: JSONShape) -> [JSONValue.Pair] {
        switch shape.kind {
        case .text, .whole, .flag, .oneOf, .map: [.init("examples", [shape.example])]
        case .list, .object, .choice: []
        }
    }
}

extension JSONShape {
    /// What it means, with the Chinese terms of what is possible.
    var meaning: String {
        if case .list(let item, _) = kind, about.isEmpty { return item.meaning }
        guard case .oneOf(let names) = kind, terms.count == names.count else { return about }
        return about + ": " + zip(names, terms).map { "`\($0)` \($1)" }.joined(separator: ", ")
    }
}
