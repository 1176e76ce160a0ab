import ExchangeCore
import ExchangeWire
import TestChance

/// Two members with fixed keys, and what one needs to make and read their frames.
struct World {
    let quzhou = needed(NodeCode("330800"))
    let nanping = needed(NodeCode("350700"))
    let quzhouKey = needed { try SigningKey(seed: (0..<32).map { UInt8($0) }) }
    let nanpingKey = needed { try SigningKey(seed: (0..<32).map { UInt8(0x80 + $0) }) }
    /// The time 2026-11-23T08:00:00Z.
    let time = Instant(milliseconds: 1_795_420_800_000)
    let caseNumber = "330800-20261123-7K2M9QX4RT"

    var keyring: Keyring {
        Keyring([quzhou: [quzhouKey.verifyingKey], nanping: [nanpingKey.verifyingKey]])
    }

    var quzhouCodec: FrameCodec { FrameCodec(node: quzhou, signer: BatchSigner(quzhouKey), keyring: keyring) }
    var nanpingCodec: FrameCodec { FrameCodec(node: nanping, signer: BatchSigner(nanpingKey), keyring: keyring) }

    func sealer(_ lane: Lane) -> EntrySealer { EntrySealer(sender: quzhou, receiver: nanping, lane: lane) }

    /// A body of about this many bytes that is only salt and filling: an entry's content is nothing to the exchange.
    func draft(
        _ kind: EntryKind = .submitted,
        bytes: Int = 200,
        using generator: inout SplitMix
    ) -> EntryDraft {
        var body: [UInt8] = [0x0A, 16] + generator.bytes(16)
        // Field 15, bytes: no message has it, so it is carried as unknown.
        let filling = max(1, min(bytes, WireLimits.bodyBytesMax) - body.count - 4)
        var length = filling
        body.append(15 << 3 | 2)
        while length >= 0x80 {
            body.append(UInt8(length & 0x7F) | 0x80)
            length >>= 7
        }
        body.append(UInt8(length))
        body += generator.bytes(filling)
        return needed { try EntryDraft(kind: kind, caseNumber: caseNumber, at: time, body: body) }
    }

    func batch(
        count: Int,
        bytes: Int = 200,
        lane: Lane = .case,
        after: Position = .start,
        using generator: inout SplitMix
    ) -> Batch {
        let drafts = (0..<count).map { _ in draft(bytes: bytes, using: &generator) }
        let entries = sealer(lane).seal(drafts, after: after)
        return needed(BatchSigner(quzhouKey).batch(lane: lane, entries: entries))
    }
}

/// Runs a closure that must be refused, and gives the refusal.
func refusal(_ attempt: () throws(WireError) -> Void) -> WireError? {
    do {
        try attempt()
        return nil
    } catch {
        return error
    }
}
