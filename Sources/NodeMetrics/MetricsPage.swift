/// Measurements on their way to whoever watches, as text in Prometheus' exposition format 0.0.4.
///
/// Every metric stands on the page with what it means, also one without a value, so that a dashboard or a rule never names
/// what does not exist.
package struct MetricsPage: Sendable {
    /// The media type of the text.
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private enum Value: Sendable {
        case number(Double)
        case histogram(Histogram.Reading)
    }

    private struct Sample: Sendable {
        var labels: [String]
        var value: Value
    }

    private var samples: [Metric: [Sample]] = [:]

    /// An empty page.
    package init() {}

    /// Puts a value on the page, with a text for each of the metric's labels.
    package mutating func set(_ metric: Metric, _ labels: String..., to value: Double) {
        precondition(metric.kind != .histogram, "\(metric) is a histogram")
        add(metric, labels, .number(value))
    }

    /// Puts a value on the page.
    package mutating func set(_ metric: Metric, _ labels: String..., to value: some BinaryInteger) {
        precondition(metric.kind != .histogram, "\(metric) is a histogram")
        add(metric, labels, .number(Double(value)))
    }

    /// Puts a yes (1) or no (0) on the page.
    package mutating func set(_ metric: Metric, _ labels: String..., to value: Bool) {
        precondition(metric.kind == .gauge, "only a gauge says yes or no")
        add(metric, labels, .number(value ? 1 : 0))
    }

    /// Puts a time on the page, as seconds since 1970-01-01T00:00:00Z.
    package mutating func set(_ metric: Metric, _ labels: String..., toMilliseconds milliseconds: Int64) {
        precondition(metric.kind != .histogram, "\(metric) is a histogram")
        add(metric, labels, .number(Double(milliseconds) / 1_000))
    }

    /// Puts a histogram on the page.
    package mutating func set(_ metric: Metric, _ labels: String..., to histogram: Histogram) {
        precondition(metric.kind == .histogram, "\(metric) is no histogram")
        add(metric, labels, .histogram(histogram.reading))
    }

    private mutating func add(_ metric: Metric, _ labels: [String], _ value: Value) {
        precondition(labels.count == metric.labels.count, "\(metric) has the labels \(metric.labels)")
        samples[metric, default: []].append(Sample(labels: labels, value: value))
    }

    /// The page as text.
    package var text: String {
        var text = ""
        for metric in Metric.allCases {
            text += "# HELP \(metric.rawValue) \(Self.escaped(metric.help, quotes: false))\n"
            text += "# TYPE \(metric.rawValue) \(metric.kind.rawValue)\n"
            for sample in samples[metric] ?? [] { Self.write(metric, sample, to: &text) }
        }
        return text
    }

    private static func write(_ metric: Metric, _ sample: Sample, to text: inout String) {
        let labels = zip(metric.labels, sample.labels).map { "\($0)=\"\(escaped($1, quotes: true))\"" }
        switch sample.value {
        case .number(let number): line(metric.rawValue, labels, self.number(number), to: &text)
        case .histogram(let reading):
            var sum: Int64 = 0
            for (index, count) in reading.counts.enumerated() {
                sum += count
                let bound = index < reading.bounds.count ? self.number(reading.bounds[index]) : "+Inf"
                line(metric.rawValue + "_bucket", labels + ["le=\"\(bound)\""], "\(sum)", to: &text)
            }
            line(metric.rawValue + "_sum", labels, self.number(reading.sum), to: &text)
            line(metric.rawValue + "_count", labels, "\(sum)", to: &text)
        }
    }

    private static func line(_ name: String, _ labels: [String], _ value: String, to text: inout String) {
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels.joined(separator: ","))} \(value)\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.append(character)
            }
        }
        return result
    }
}
