import Foundation

/// Holds values against the JSON Schema that the API's description writes: no more of it than is written there.
///
/// An object is taken to be closed: a key that its schema does not name is a fault, although callers have to pass over it.
struct SchemaChecker {
    /// The whole document, in which references are looked up.
    let document: [String: Any]

    /// What is wrong with a value, each with its place; nothing where it has the schema's form.
    func faults(of value: Any, in schema: [String: Any], at path: String = "$") -> [String] {
        if let reference = schema["$ref"] as? String {
            guard let target = resolve(reference) else { return ["\(path): \(reference) leads nowhere"] }
            return faults(of: value, in: target, at: path)
        }
        var faults: [String] = []
        for key in ["anyOf", "oneOf"] {
            guard let choices = schema[key] as? [[String: Any]] else { continue }
            let results = choices.map { self.faults(of: value, in: $0, at: path) }
            let fitting = results.filter(\.isEmpty).count
            guard fitting == 0 || (key == "oneOf" && fitting > 1) else { continue }
            faults.append("\(path): fits \(fitting) of \(key)")
            faults += results.min { $0.count < $1.count } ?? []
        }
        if let names = schema["enum"] as? [String], !names.contains(value as? String ?? "") {
            faults.append("\(path): \(value) is none of \(names)")
        }
        if let type = schema["type"] as? String { faults += self.faults(of: value, type: type, in: schema, at: path) }
        if let object = value as? [String: Any] { faults += members(of: object, in: schema, at: path) }
        return faults
    }

    /// What a reference stands for.
    func resolve(_ reference: String) -> [String: Any]? {
        var place: Any = document
        for part in reference.split(separator: "/").dropFirst() {
            guard let object = place as? [String: Any], let next = object[String(part)] else { return nil }
            place = next
        }
        return place as? [String: Any]
    }

    private func faults(of value: Any, type: String, in schema: [String: Any], at path: String) -> [String] {
        switch (type, value) {
        case ("null", is NSNull), ("object", is [String: Any]): []
        case ("boolean", let number as NSNumber) where Self.isBoolean(number): []
        case ("integer", let number as NSNumber) where !Self.isBoolean(number) && !Self.isFraction(number):
            bounds(number.int64Value, in: schema, at: path)
        case ("string", let text as String): bounds(text, in: schema, at: path)
        case ("array", let items as [Any]): bounds(items, in: schema, at: path)
        default: ["\(path): \(value) is no \(type)"]
        }
    }

    private func bounds(_ number: Int64, in schema: [String: Any], at path: String) -> [String] {
        let low = (schema["minimum"] as? NSNumber)?.int64Value ?? Int64.min
        let high = (schema["maximum"] as? NSNumber)?.int64Value ?? Int64.max
        return (low...high).contains(number) ? [] : ["\(path): \(number) is not in \(low)...\(high)"]
    }

    private func bounds(_ text: String, in schema: [String: Any], at path: String) -> [String] {
        var faults: [String] = []
        let count = text.unicodeScalars.count
        if count < schema["minLength"] as? Int ?? 0 || count > schema["maxLength"] as? Int ?? Int.max {
            faults.append("\(path): \(count) characters")
        }
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
            faults.append("\(path): \(text) does not match \(pattern)")
        }
        if schema["format"] as? String == "date-time",
            text.range(of: #"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$"#, options: .regularExpression) == nil
        {
            faults.append("\(path): \(text) is no moment")
        }
        return faults
    }

    private func bounds(_ items: [Any], in schema: [String: Any], at path: String) -> [String] {
        var faults: [String] = []
        if items.count < schema["minItems"] as? Int ?? 0 || items.count > schema["maxItems"] as? Int ?? Int.max {
            faults.append("\(path): \(items.count) items")
        }
        guard let item = schema["items"] as? [String: Any] else { return faults }
        for (index, value) in items.enumerated() { faults += self.faults(of: value, in: item, at: "\(path)[\(index)]") }
        return faults
    }

    private func members(of object: [String: Any], in schema: [String: Any], at path: String) -> [String] {
        let parts = (schema["allOf"] as? [[String: Any]] ?? []).compactMap { part in
            (part["$ref"] as? String).map(resolve) ?? part
        }
        let all = parts + [schema]
        guard all.contains(where: { $0["type"] as? String == "object" }) else { return [] }
        var faults: [String] = []
        for key in all.flatMap({ $0["required"] as? [String] ?? [] }) where object[key] == nil {
            faults.append("\(path): \(key) is missing")
        }
        for (key, value) in object {
            let place = "\(path).\(key)"
            let schemas = all.compactMap { ($0["properties"] as? [String: [String: Any]])?[key] }
            if !schemas.isEmpty {
                for schema in schemas { faults += self.faults(of: value, in: schema, at: place) }
            } else if let rest = schema["additionalProperties"] as? [String: Any] {
                faults += self.faults(of: value, in: rest, at: place)
            } else {
                faults.append("\(place) is not described")
            }
        }
        return faults
    }

    private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    private static func isFraction(_ number: NSNumber) -> Bool { number.doubleValue.rounded() != number.doubleValue }
}
