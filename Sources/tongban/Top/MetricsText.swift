/// A node's measurements, read from Prometheus' text format.
struct MetricsText: Sendable {
    /// One line.
    struct Sample: Hashable, Sendable {
        var labels: [String: String]
        var value: Double
    }

    private var samples: [Substring: [Sample]] = [:]

    /// Reads a page; a line that is none is passed over.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Self.number(line[line.index(after: space)...]) else {
                continue
            }
            let head = line[..<space]
            guard let brace = head.firstIndex(of: "{"), head.last == "}" else {
                samples[head, default: []].append(Sample(labels: [:], value: value))
                continue
            }
            let labels = Self.labels(head[head.index(after: brace)...].dropLast())
            samples[head[..<brace], default: []].append(Sample(labels: labels, value: value))
        }
    }

    /// Every line of a metric whose labels are these; others of its labels may be anything.
    func all(_ name: String, _ labels: [String: String] = [:]) -> [Sample] {
        (samples[name[...]] ?? []).filter { sample in labels.allSatisfy { sample.labels[$0] == $1 } }
    }

    /// The sum of those lines; `nil` where there is none.
    func sum(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let found = all(name, labels)
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
    }

    /// A histogram's buckets, whatever their other labels: how many observations lie at or below each bound, lowest first.
    func buckets(_ name: String) -> [Bucket] {
        var sums: [Double: Double] = [:]
        for sample in all(name + "_bucket") {
            guard let bound = sample.labels["le"].flatMap({ Self.number($0[...]) }) else { continue }
            sums[bound, default: 0] += sample.value
        }
        return sums.sorted { $0.key < $1.key }.map { Bucket(bound: $0.key, count: $0.value) }
    }

    /// How many observations lie at or below a bound.
    struct Bucket: Hashable, Sendable {
        var bound: Double
        var count: Double
    }

    private static func number(_ text: Substring) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: Double(text)
        }
    }

    /// Reads `a="x",b="y"`, with the escapes of the format.
    private static func labels(_ text: Substring) -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals])
            rest = rest[rest.index(after: equals)...].dropFirst()
            var value = ""
            while let character = rest.popFirst(), character != "\"" {
                guard character == "\\" else {
                    value.append(character)
                    continue
                }
                let escaped = rest.popFirst()
                value.append(escaped == "n" ? "\n" : escaped ?? "\\")
            }
            labels[name] = value
            if rest.first == "," { rest.removeFirst() }
        }
        return labels
    }
}

extension [MetricsText.Bucket] {
    /// The value below which that part of the observations lies, as far as the buckets tell; `nil` without observations.
    func quantile(_ part: Double) -> Double? {
        guard let total = last?.count, total > 0 else { return nil }
        let wanted = part * total
        var below = MetricsText.Bucket(bound: 0, count: 0)
        for bucket in self {
            if bucket.count >= wanted, bucket.count > below.count {
                // Beyond the last bound nothing more is known than that bound.
                guard bucket.bound.isFinite else { return below.bound }
                return below.bound + (bucket.bound - below.bound) * (wanted - below.count)
                    / (bucket.count - below.count)
            }
            below = bucket
        }
        return below.bound
    }

    /// What was observed since an earlier reading; all of it where the node was started anew in between.
    func since(_ earlier: [MetricsText.Bucket]) -> [MetricsText.Bucket] {
        let before = Dictionary(earlier.map { ($0.bound, $0.count) }, uniquingKeysWith: +)
        guard allSatisfy({ $0.count >= before[$0.bound] ?? 0 }) else { return self }
        return map { MetricsText.Bucket(bound: $0.bound, count: $0.count - (before[$0.bound] ?? 0)) }
    }
}
