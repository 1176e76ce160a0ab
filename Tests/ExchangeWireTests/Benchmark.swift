import ExchangeCore
import ExchangeWire
import Foundation
import TestChance
import Testing

/// Prints how fast entries are made and read: `WIRE_BENCH=1 swift test -c release --filter Benchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WIRE_BENCH"] == "1"), .serialized)
struct Benchmark {
    let world = World()

    @Test func entriesOfOneKiB() throws {
        var generator = SplitMix(seed: 1)
        let drafts = (0..<57).map { _ in world.draft(bytes: 1_024, using: &generator) }
        let rounds = 2_000
        let count = Double(rounds * drafts.count)
        let clock = ContinuousClock()
        let sealer = world.sealer(.case)
        let signer = BatchSigner(world.quzhouKey)
        var batches: [Batch] = []
        var end = Position.start
        let seal = clock.measure {
            for _ in 0..<rounds {
                let entries = sealer.seal(drafts, after: end)
                end = entries.last?.position ?? end
                if let batch = Batch(lane: .case, entries: entries, signature: []) { batches.append(batch) }
            }
        }
        report("seal", seal, count)
        let sign = clock.measure {
            for index in batches.indices {
                batches[index].signature = signer.signature(through: batches[index].through.hash)
            }
        }
        report("sign", sign, count)
        var frames: [[UInt8]] = []
        let codec = world.quzhouCodec
        let encode = try clock.measure {
            for batch in batches { frames.append(try codec.encode(.entries(batch), to: world.nanping)) }
        }
        report("encode", encode, count)
        report("seal + sign + encode", seal + sign + encode, count)
        let reader = world.nanpingCodec
        var read = 0
        let decode = try clock.measure {
            for frame in frames {
                if case .message(.entries(let batch), _) = try reader.decode(frame, from: world.quzhou) {
                    read += batch.entries.count
                }
            }
        }
        report("decode + verify", decode, count)
        #expect(read == rounds * drafts.count)
        let headers = try clock.measure {
            for batch in batches {
                for entry in batch.entries { _ = try EntryHeader(reading: entry.header) }
            }
        }
        report("read header", headers, count)
        let hashes = clock.measure {
            for batch in batches { for entry in batch.entries { _ = EntryHash.body(entry.body ?? []) } }
        }
        report("hash body alone", hashes, count)
    }

    @Test func bodies() throws {
        var generator = SplitMix(seed: 1)
        let submitted = WireSubmitted.sample(using: &generator)
        let count = 20_000
        let clock = ContinuousClock()
        var bytes: [UInt8] = []
        let write = try clock.measure {
            for _ in 0..<count { bytes = try submitted.salted(using: &generator) }
        }
        report("write submitted (\(bytes.count) bytes)", write, Double(count))
        let read = try clock.measure {
            for _ in 0..<count { _ = try WireSubmitted.read(bytes) }
        }
        report("read submitted (\(bytes.count) bytes)", read, Double(count))
    }

    private func report(_ what: String, _ duration: Duration, _ count: Double) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        print(
            "bench: \(what): \(Int(count / seconds)) entries/s, \(String(format: "%.2f", seconds / count * 1e6)) us each"
        )
    }
}
