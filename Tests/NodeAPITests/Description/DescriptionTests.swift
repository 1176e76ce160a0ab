import Foundation
import HTTPTypes
import MemoryNode
import Testing

@testable import NodeAPI

/// The description against the code that it is made of.
@Suite struct DescriptionTests {
    private let document = PublishedDescription.document
    private let checker = PublishedDescription.checker

    @Test func everyOperationIsInItAndNoOther() throws {
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let described = paths.flatMap { path, methods in methods.map { "\($0.key.uppercased()) \(path)" } }
        let real = NodeAPI.Operation.allCases.map { "\($0.route.method.rawValue) \($0.route.path)" }
        #expect(Set(described) == Set(real))
        let names = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
        #expect(Set(names) == Set(NodeAPI.Operation.allCases.map(\.rawValue)))
        #expect(names.count == real.count)
    }

    @Test(arguments: NodeAPI.Operation.allCases)
    func everyPartOfAPathIsDescribed(operation: NodeAPI.Operation) {
        let parts = operation.route.path.matches(of: /\{(\w+)\}/).map { String($0.1) }
        let described = operation.description.parameters.filter { $0.place == .path }.map(\.name)
        #expect(parts == described)
    }

    @Test(arguments: NodeAPI.Operation.allCases)
    func everythingHasAMeaningAndAnExampleThatFits(operation: NodeAPI.Operation) {
        let said = operation.description
        #expect(!said.summary.isEmpty && !said.text.isEmpty && !said.answers.isEmpty)
        for parameter in said.parameters { check(parameter.shape, at: "\(operation) \(parameter.name)") }
        if let shape = said.body?.shape { check(shape, at: "\(operation) body") }
        for answer in said.answers {
            #expect(!answer.about.isEmpty)
            for header in answer.headers { check(header.shape, at: "\(operation) \(header.name)") }
            for case let shape? in answer.content.map(\.shape) { check(shape, at: "\(operation) \(answer.status)") }
        }
    }

    @Test(arguments: NodeAPI.Operation.allCases)
    func everyBodyHasExamplesThatFit(operation: NodeAPI.Operation) throws {
        guard let body = operation.description.body, let shape = body.shape else { return }
        #expect(!body.examples.isEmpty)
        for example in body.examples { fit(example.value, shape, at: "\(operation) \(example.name)") }
    }

    @Test func everyReferenceLeadsSomewhereAndEverySchemaIsUsed() throws {
        let text = APIDescription.document().compact
        let used = Set(text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.1) })
        let components = try #require(document["components"] as? [String: [String: Any]])
        let known = try #require(components["schemas"])
        // An event is the data of a server-sent event, which no schema can say.
        #expect(used.union(["Event"]) == Set(known.keys))
        #expect(known.values.allSatisfy { $0 is [String: Any] })
    }

    @Test func everyNameStandsForOneShape() {
        var shapes: [String: String] = [:]
        for operation in NodeAPI.Operation.allCases {
            let said = operation.description
            let all = [said.body?.shape] + said.answers.flatMap { $0.content.map(\.shape) }
            for case let shape? in all {
                Self.walk(shape) { inner in
                    guard let name = inner.name else { return }
                    var plain = inner
                    plain.name = nil
                    plain.about = ""
                    var writer = SchemaWriter()
                    let schema = writer.schema(plain).compact
                    #expect(shapes.updateValue(schema, forKey: name) ?? schema == schema, "\(name)")
                }
            }
        }
        #expect(shapes.count > 40)
    }

    @Test func requestsAreClosedAndAnswersAreOpen() {
        for operation in NodeAPI.Operation.allCases {
            let said = operation.description
            if let shape = said.body?.shape {
                Self.walk(shape) { if case .object(_, let isOpen) = $0.kind { #expect(!isOpen, "\(operation)") } }
            }
            for case let shape? in said.answers.flatMap({ $0.content.map(\.shape) }) {
                Self.walk(shape) { inner in
                    guard case .object(let members, let isOpen) = inner.kind else { return }
                    #expect(isOpen && !members.contains { $0.presence == .optional }, "\(operation) \(inner.about)")
                }
            }
        }
    }

    @Test func theCheckerFindsWhatIsWrong() throws {
        let schema = try #require(checker.resolve("#/components/schemas/Problem"))
        let problem: [String: Any] = [
            "type": "urn:tongban:problem:fault", "title": "t", "status": 500, "detail": "d",
        ]
        #expect(checker.faults(of: problem, in: schema).isEmpty)
        let wrong: [(String, Any?)] = [
            ("type", "x"), ("status", "500"), ("status", 200), ("detail", nil), ("colour", 1), ("allowed", [1]),
            ("field", NSNull()), ("line", 0), ("title", true),
        ]
        for (key, value) in wrong {
            var copy = problem
            copy[key] = value
            #expect(checker.faults(of: copy, in: schema).count == 1, "\(key)")
        }
    }

    /// Every shape within a shape.
    private static func walk(_ shape: JSONShape, _ visit: (JSONShape) -> Void) {
        visit(shape)
        switch shape.kind {
        case .text, .whole, .flag, .oneOf: break
        case .list(let item, _): walk(item, visit)
        case .map(let value): walk(value, visit)
        case .choice(let all, _): for one in all { walk(one, visit) }
        case .object(let members, _): for member in members { walk(member.shape, visit) }
        }
    }

    private func check(_ shape: JSONShape, at place: String) {
        if case .object(let members, _) = shape.kind {
            for member in members {
                let inner = "\(place).\(member.key)"
                #expect(!member.shape.meaning.isEmpty, "\(inner) has no meaning")
                check(member.shape, at: inner)
            }
        } else if case .list(let item, _) = shape.kind {
            check(item, at: "\(place)[]")
        } else if case .choice(let shapes, _) = shape.kind {
            for one in shapes { check(one, at: "\(place) \(one.about)") }
        } else {
            #expect(!shape.meaning.isEmpty, "\(place) has no meaning")
        }
        fit(shape.example, shape, at: place)
    }

    private func fit(_ example: JSONValue, _ shape: JSONShape, at place: String) {
        var writer = SchemaWriter()
        do {
            let schema = try Self.read(writer.schema(shape)) as? [String: Any] ?? [:]
            let faults = checker.faults(of: try Self.read(example), in: schema)
            #expect(faults.isEmpty, "\(place): \(faults.joined(separator: "; "))")
        } catch { Issue.record("\(place): \(error)") }
    }

    private static func read(_ value: JSONValue) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(value.compact.utf8), options: .fragmentsAllowed)
    }
}
