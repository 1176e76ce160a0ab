/// How long questions took, by their names.
struct LatencyTable {
    private var names: [String] = []
    private var milliseconds: [String: [Double]] = [:]

    /// Asks a question and notes how long the answer took.
    mutating func measure<Answer>(_ name: String, _ body: () throws -> Answer) rethrows -> Answer {
        let started = ContinuousClock.now
        let answer = try body()
        let time = (ContinuousClock.now - started).components
        if milliseconds[name] == nil { names.append(name) }
        milliseconds[name, default: []].append(Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
        return answer
    }

    /// Prints the middle, the slowest of a hundred, and the slowest.
    func print(title: String) {
        Swift.print("\(title): milliseconds p50, p99, max")
        for name in names {
            let sorted = milliseconds[name, default: []].sorted()
            func at(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
            let figures = [at(0.5), at(0.99), at(1)].map { "\((($0 * 100).rounded()) / 100)" }
            Swift.print("  \(name): \(figures.joined(separator: ", "))")
        }
    }
}
