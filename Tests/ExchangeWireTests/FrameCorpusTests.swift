import ExchangeCore
import ExchangeWire
import Foundation
import TestChance
import Testing

/// The golden frames and those that were hard once, changed by chance: a frame is read, or refused with a reason.
@Suite struct FrameCorpusTests {
    private static let rounds = 1_500

    let world = World()
    private let loop: MutationLoop
    /// The entries and receipts that were really signed, by which whatever is read is known.
    private let entries: Set<[UInt8]>
    private let receipts: Set<Receipt>

    init() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let names = try FileManager.default.contentsOfDirectory(atPath: Fixture.folder.path)
            .filter { $0.hasPrefix("frame-") && $0.hasSuffix(".hex") }
        let golden = try names.sorted().map { try Fixture.read(String($0.dropLast(4))) }
        loop = MutationLoop(
            "frames",
            sound: golden,
            kept: try Corpus.files(in: here.appendingPathComponent("Corpus"))
        )
        var entries: Set<[UInt8]> = []
        var receipts: Set<Receipt> = []
        for bytes in golden {
            for case .message(let message, _) in Self.readings(bytes, world) {
                switch message {
                case .entries(let batch), .recovered(let batch): entries.formUnion(batch.entries.map(\.header))
                case .receipt(let receipt): receipts.formUnion([true, false].map { Self.saying($0, receipt) })
                case .hello, .recover: break
                }
            }
        }
        (self.entries, self.receipts) = (entries, receipts)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func framesOfACorpus(seed: UInt64) {
        var read = 0
        for input in loop.inputs(seed: seed, rounds: Self.rounds) {
            for (codec, peer) in [(world.nanpingCodec, world.quzhou), (world.quzhouCodec, world.nanping)] {
                do throws(WireError) {
                    check(try codec.decode(input.bytes, from: peer), input)
                    read += 1
                } catch {
                    #expect(!error.description.isEmpty, "\(input)")
                }
            }
        }
        #expect(read > 30)
    }

    /// Whatever is signed was signed; where it was not, it is nothing.
    private func check(_ frame: Frame, _ input: MutatedInput) {
        guard case .message(let message, _) = frame else { return }
        switch message {
        case .entries(let batch), .recovered(let batch):
            #expect(batch.entries.allSatisfy { entries.contains($0.header) }, "an entry was invented by \(input)")
        case .receipt(let receipt):
            #expect(receipts.contains(Self.saying(receipt.gap, receipt)), "a receipt was invented by \(input)")
        case .hello, .recover: break
        }
    }

    /// A receipt without its signature; whether there is a gap is not signed.
    private static func saying(_ gap: Bool, _ receipt: Receipt) -> Receipt {
        Receipt(lane: receipt.lane, through: receipt.through, gap: gap, at: receipt.at)
    }

    private static func readings(_ bytes: [UInt8], _ world: World) -> [Frame] {
        [
            try? world.nanpingCodec.decode(bytes, from: world.quzhou),
            try? world.quzhouCodec.decode(bytes, from: world.nanping),
        ].compactMap { $0 }
    }
}
