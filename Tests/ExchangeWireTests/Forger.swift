import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf
import TestChance

/// Makes frames that an honest sender never makes, rightly signed all the same.
struct Forger {
    let world = World()
    /// Valid entries to start from.
    var entries: [WireEntryBytes]
    var lane: WireLane = .case

    init(count: Int = 2, bytes: Int = 60) {
        var generator = SplitMix(seed: 99)
        entries = WireEntries(World().batch(count: count, bytes: bytes, using: &generator)).entries
    }

    /// Changes a header and, unless told not to, lets the entries after it follow on it.
    mutating func header(_ index: Int = 0, relink: Bool = true, _ change: (inout WireEntryHeader) -> Void) throws {
        var header = try WireEntryHeader(serializedBytes: entries[index].header)
        change(&header)
        entries[index].header = try header.serializedData()
        guard relink else { return }
        for next in entries.indices.dropFirst(index + 1) {
            var header = try WireEntryHeader(serializedBytes: entries[next].header)
            header.previousHash = Data(EntryHash.entry(header: [UInt8](entries[next - 1].header)).bytes)
            entries[next].header = try header.serializedData()
        }
    }

    /// The frame, signed by Quzhou unless told otherwise.
    func frame(signature: [UInt8]? = nil, key: SigningKey? = nil) throws -> [UInt8] {
        let signer = BatchSigner(key ?? world.quzhouKey)
        let last = EntryHash.entry(header: [UInt8](entries.last?.header ?? Data()))
        let message = WireEntries.with {
            $0.lane = lane
            $0.entries = entries
            $0.signature = Data(signature ?? signer.signature(through: last))
        }
        return try WireFrame.with { $0.entries = message }.serializedBytes()
    }
}

extension WireFrame {
    /// Reads this frame as Nanping does when it comes from Quzhou.
    func readByNanping() throws(WireError) -> Frame {
        let world = World()
        guard let bytes: [UInt8] = try? serializedBytes() else { throw .malformed(.frame) }
        return try world.nanpingCodec.decode(bytes, from: world.quzhou)
    }
}
