import CaseModel
import Foundation
import Testing

@testable import CityNode

@Suite("Configuration: retention")
struct RetentionConfigurationTests {
    private let folder: TemporaryFolder
    private let file: String
    private let text: String

    init() throws {
        folder = try TemporaryFolder()
        let cities = [Laboratory.City(code: Sample.quzhou, name: "衢州市")]
        file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
        text = try String(contentsOfFile: file, encoding: .utf8)
    }

    private func load(_ lines: String) throws -> RetentionPlan? {
        try (text + "\n" + lines + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return try Configuration.load(file: file).retention
    }

    @Test("Without a word of it nothing is erased")
    func absent() throws { #expect(try load("") == nil) }

    @Test("Terms, items and disputes are read; years left out mean for ever")
    func whole() throws {
        let number = Sample.number(Sample.quzhou, random: 5)
        let plan = try load(
            """
            retention:
              years: 30
              items:
                - code: "331002-004"
                  years: 10
                - code: "A"
                  years: permanent
                - code: "B"
              held-cases: ["\(number)"]
            """
        )
        #expect(
            plan
                == RetentionPlan(
                    usual: RetentionRule(years: 30),
                    items: [
                        "331002-004": RetentionRule(years: 10), "A": RetentionRule(years: nil),
                        "B": RetentionRule(years: nil),
                    ],
                    held: [number]
                )
        )
        #expect(try load("retention: {years: permanent}") == RetentionPlan(usual: RetentionRule(years: nil)))
        #expect(try load("retention: {}") == RetentionPlan(usual: RetentionRule(years: nil)))
    }

    @Test("The example in the sample configuration is one that loads")
    func example() throws {
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Config/nodes/quzhou.yaml").standardized
        let lines = try String(contentsOf: sample, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let start = try #require(lines.firstIndex(of: "# retention:"))
        let block = lines[start...].prefix { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
        let plan = try #require(try load(block.joined(separator: "\n")))
        #expect(plan.usual == RetentionRule(years: 30))
        #expect(plan.items == ["SAMPLE00K009": RetentionRule(years: 10)])
        #expect(plan.held.map { "\($0)" } == ["330800-20261123-7K2M9QX4RT"])
    }

    @Test(
        "What does not fit is named with its line",
        arguments: [
            ("retention: {years: 0}", "'years' can't be '0'"), ("retention: {years: 101}", "'years' can't be '101'"),
            ("retention: {years: ten}", "'years' can't be 'ten'"), ("retention: {months: 6}", "the key 'months'"),
            ("retention: {items: [{years: 5}]}", "'code' is missing"),
            ("retention: {items: [{code: A}, {code: A}]}", "names A a second time"),
            ("retention: {held-cases: [\"7\"]}", "'held-cases' can't hold '7'"),
            ("retention: 30", "a mapping is needed"),
        ]
    )
    func faults(lines: String, problem: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try load(lines) }
        #expect(error?.problem.contains(problem) == true, "\(error as Any)")
        #expect(error?.line != nil)
    }
}
