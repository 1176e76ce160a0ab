import ArgumentParser
import CaseModel
import CityNode
import ExchangeCore
import Foundation
import Logging

/// One node of a measurement; `bench forward` runs two of them.
struct BenchNodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "node", shouldDisplay: false)

    @Option var config: String
    @Option var submit = 0
    @Option var bytes = 1_024
    @Option var batch = 2_048
    @Option var to = ""

    mutating func run() async throws {
        var log = Logger(label: "bench")
        log.logLevel = .error
        let node = try CityNode(configuration: try Configuration.load(file: config), log: log)
        if submit > 0 {
            try await measure(node)
            node.stop()
        } else {
            // Until the parent ends it.
            try await Task.sleep(for: .seconds(3_600))
        }
    }

    private func measure(_ node: CityNode) async throws {
        guard let peer = NodeCode(to), let handling = CityCode(to) else { throw ValidationError("--to needs a code") }
        while try await node.exchangeReport().peers[peer]?.view?.link != .running {
            try await Task.sleep(for: .milliseconds(20))
        }
        let fields = fields
        let clock = ContinuousClock()
        let start = clock.now
        var handed = 0
        while handed < submit {
            let count = min(batch, submit - handed)
            let answers = try await node.submit(
                all: try (0..<count).map { _ in
                    BenchSample.submission(try node.newNumber(), to: handling, fields: fields)
                }
            )
            for answer in answers { _ = try answer.get() }
            handed += count
        }
        let submitted = clock.now - start
        while true {
            let view = try await node.exchangeReport().peers[peer]?.view
            if let lane = view?.lanes.first(where: { $0.lane == .case }), lane.acknowledged == lane.end { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        let receipted = clock.now - start
        while try await node.store.read({ try $0.caseCounts() })[.registered] != submit {
            try await Task.sleep(for: .milliseconds(20))
        }
        let registered = clock.now - start
        print("submitted and durable here     \(rate(submitted))")
        print("durable there and receipted    \(rate(receipted))")
        print("registered there, known here   \(rate(registered))")
    }

    private func rate(_ duration: Duration) -> String {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let perSecond = String(Int(Double(submit) / seconds))
        return "\(perSecond) cases/s (\(submit) in \(String(format: "%.2f", seconds)) s)"
    }

    /// Form data of the size that was asked for, made once.
    private var fields: [FormField] {
        let lengthMax = 4_000
        return stride(from: 0, to: bytes, by: lengthMax).map {
            FormField(name: "说明\($0)", value: String(repeating: "x", count: min(lengthMax, bytes - $0)))
        }
    }
}
