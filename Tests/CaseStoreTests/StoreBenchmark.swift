import CaseModel
import ExchangeCore
import Foundation
import TestChance
import Testing

@testable import CaseStore

/// How fast the store is.
///
/// Says nothing about right or wrong: run it in a release build with `STORE_BENCHMARK=entries`, `swift test -c release
/// --filter StoreBenchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["STORE_BENCHMARK"] != nil), .serialized)
struct StoreBenchmark {
    private let total = Int(ProcessInfo.processInfo.environment["STORE_BENCHMARK"] ?? "") ?? 200_000

    /// Prints the rate by the clock, and by this thread's own time, which other work on the machine does not change.
    private func measure(_ name: String, _ count: Int, _ body: () throws -> Void) rethrows {
        func processor() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let (clock, started) = (ContinuousClock(), processor())
        let time = try clock.measure(body)
        let used = processor() - started
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print("\(name): \(Int(Double(count) / seconds)) per second, \(Int(Double(count) / used)) per processor second")
    }

    @Test(arguments: [100, 1_000]) func handlingCity(batch: Int) throws {
        let fixture = try StoreFixture(.staysOpen)
        let store = try fixture.store
        var random = SplitMix(seed: 1)
        let header = [UInt8](repeating: 7, count: 150)
        let body = [UInt8](repeating: 9, count: 1_024)
        var sequence: UInt64 = 0
        var result: UInt64 = 0
        try measure("incoming entry and case, one KiB, savepoints of 50, transactions of \(batch)", total) {
            while sequence < total {
                try store.write { writer throws in
                    var cases: [CaseID] = []
                    for _ in 0..<(batch / 50) {
                        try writer.savepoint {
                            for _ in 0..<50 {
                                sequence += 1
                                let number = CaseNumber(
                                    collecting: Sample.nanpingCity,
                                    at: Sample.time,
                                    random: random.next()
                                )
                                let record = CaseRecord(
                                    number: number,
                                    collecting: Sample.nanpingCity,
                                    handling: Sample.quzhouCity,
                                    itemCode: "11330800MB2855918443701170020110",
                                    itemName: "公司设立登记",
                                    state: .registered,
                                    version: 2,
                                    corrections: 0,
                                    ending: nil,
                                    submittedAt: Sample.time,
                                    changedAt: Sample.time + Int64(sequence)
                                )
                                let id = try #require(try writer.addCase(record))
                                _ = try writer.takeWaiting(number, for: id)
                                _ = try writer.addReceived(
                                    Sample.caseLane,
                                    sequence: sequence,
                                    kind: 1,
                                    case: .known(id),
                                    at: Sample.time,
                                    header: header,
                                    body: body
                                )
                                cases.append(id)
                            }
                            try writer.addSignature(
                                Sample.caseLane,
                                sequence: sequence,
                                [UInt8](repeating: 1, count: 64)
                            )
                            try writer.setReceived(Sample.caseLane, Sample.position(sequence))
                        }
                    }
                    result += 1
                    let registered = try writer.addSent(
                        Sample.resultLane,
                        sequence: result,
                        kind: 16,
                        case: .none,
                        at: Sample.time,
                        header: header,
                        body: [UInt8](repeating: 1, count: batch * 26)
                    )
                    try writer.setSent(Sample.resultLane, Sample.position(result))
                    try writer.setRegistration(cases, entry: registered)
                }
            }
        }
    }

    @Test(arguments: [100, 1_000]) func collectingCity(batch: Int) throws {
        let fixture = try StoreFixture(.staysOpen)
        let store = try fixture.store
        var random = SplitMix(seed: 1)
        let header = [UInt8](repeating: 7, count: 150)
        let body = [UInt8](repeating: 9, count: 1_024)
        var numbers: [CaseNumber] = []
        var sequence: UInt64 = 0
        try measure("own entry, case and answer, one KiB, transactions of \(batch)", total) {
            while sequence < total {
                try store.write { writer throws in
                    for _ in 0..<batch {
                        sequence += 1
                        try writer.savepoint {
                            let record = Sample.record(random.next())
                            numbers.append(record.number)
                            let id = try #require(try writer.addCase(record))
                            _ = try writer.addSent(
                                Sample.caseLane,
                                sequence: sequence,
                                kind: 1,
                                case: .known(id),
                                at: Sample.time,
                                header: header,
                                body: body
                            )
                            try writer.addAnswer(
                                key: "key-\(random.next())",
                                request: header,
                                answer: header,
                                case: id,
                                at: 1
                            )
                        }
                    }
                    try writer.setSent(Sample.caseLane, Sample.position(sequence))
                }
            }
        }
        try measure("sending, 64 KiB each", total) {
            var after: UInt64 = 0
            while after < sequence {
                try store.read { reader throws in
                    var bytes = 0
                    try reader.lendSent(Sample.caseLane, after: after, through: sequence) { sequence, header, body in
                        after = sequence
                        bytes += header.count + (body?.count ?? 0)
                        return bytes < 65_536
                    }
                }
            }
        }
        var done = 0
        try measure("receipts and registrations, transactions of \(batch)", total) {
            while done < total {
                try store.write { writer throws in
                    let through = UInt64(done + batch)
                    let registered = try writer.addReceived(
                        Sample.resultLane,
                        sequence: through / UInt64(batch),
                        kind: 16,
                        case: .none,
                        at: Sample.time,
                        header: header,
                        body: body
                    )
                    try writer.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, through))
                    let left = try writer.markRegistered(
                        Array(numbers[done..<(done + batch)]),
                        handling: Sample.nanpingCity,
                        entry: registered,
                        at: Sample.time + 1
                    )
                    #expect(left.isEmpty)
                    done += batch
                }
            }
        }
        #expect(try store.read { try $0.backlog(Sample.caseLane) } == Backlog())
    }
}
