import Foundation
import Testing

@testable import NodeMetrics

/// Names, and the runbook's table of all metrics.
@Suite struct MetricTests {
    @Test(arguments: Metric.allCases) func namesSayWhatTheyAre(metric: Metric) {
        let name = metric.rawValue
        #expect(name.contains(#/^tongban(_[a-z]+)+$/#))
        #expect(name.hasSuffix("_total") == (metric.kind == .counter))
        #expect(metric.help.hasSuffix(".") && !metric.help.contains("\n"))
        #expect(Set(metric.labels).count == metric.labels.count)
    }

    /// The rows of the table: name, type, labels, in order.
    private static func rows() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Deploy/README.md"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `tongban_") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test func theRunbookTellsOfEveryMetricAndNoOther() throws {
        let rows = try Self.rows()
        for row in rows { #expect(row.count == 5 && row.allSatisfy { !$0.isEmpty }, "\(row)") }
        let told = rows.map { Array($0.prefix(3)) }
        let real = Metric.allCases.map { metric in
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
            return ["`\(metric.rawValue)`", metric.kind.rawValue, labels.isEmpty ? "-" : labels]
        }
        #expect(told == real)
    }
}
