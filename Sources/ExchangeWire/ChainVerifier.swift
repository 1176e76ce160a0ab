import ExchangeCore

/// Verifies an exported run of a stream with nothing but the members' public keys: no node, no network, no database.
///
/// Verified are every hash, the chain, every body that is there, and all signatures and receipts that the export holds.
/// What follows the last signature is reported as unsigned, for the caller to judge.
package struct ChainVerifier: Sendable {
    private let keyring: Keyring

    /// Verifies with these keys, old ones included.
    package init(keyring: Keyring) { self.keyring = keyring }

    /// Verifies the bytes of an `ExportedRun` message.
    ///
    /// - Throws: the first `WireError`: any at all means that the export proves nothing.
    package func verify(_ export: [UInt8]) throws(WireError) -> ChainReport {
        try export.withRawBytes { (bytes) throws(WireError) -> ChainReport in try verify(bytes) }
    }

    private func verify(_ export: UnsafeRawBufferPointer) throws(WireError) -> ChainReport {
        let parts = try ExportParts(reading: export)
        let sender = try NodeCode(wire: parts.sender)
        let receiver = try NodeCode(wire: parts.receiver)
        let lane = try Lane(wire: parts.lane)
        var run = RunReader(sender: sender, receiver: receiver, allowsWithheldBodies: true)
        var erasures: [Erasure?] = []
        for entry in parts.entries {
            let erased = try run.read(entry).erasure
            erasures.append(try erased.map { (bytes) throws(WireError) -> Erasure in try Erasure(reading: bytes) })
        }
        guard let first = run.entries.first, let runLane = run.lane else { throw .entriesMissing }
        guard runLane == lane else { throw .laneWrong(sequence: first.sequence, expected: lane, got: runLane) }

        var signedThrough: UInt64 = 0
        for signature in parts.signatures {
            let hash = try entry(signature.sequence, of: run.entries).hash
            let statement = SignedStatement.batch(through: hash)
            try keyring.check(signature.signature.copied, over: statement, by: sender)
            signedThrough = max(signedThrough, signature.sequence)
        }
        var receiptedThrough: UInt64 = 0
        for receipt in parts.receipts {
            let entry = try entry(receipt.through.sequence, of: run.entries)
            guard entry.hash == receipt.through.hash else { throw .positionWrong(sequence: entry.sequence) }
            guard receipt.lane == lane else {
                throw .laneWrong(sequence: entry.sequence, expected: lane, got: receipt.lane)
            }
            try keyring.check(receipt, receiver: receiver, sender: sender)
            receiptedThrough = max(receiptedThrough, receipt.through.sequence)
        }
        var items: [ChainReport.Item] = []
        items.reserveCapacity(run.entries.count)
        for (entry, erasure) in zip(run.entries, erasures) {
            items.append(
                ChainReport.Item(
                    header: try EntryHeader(reading: entry.header),
                    hash: entry.hash,
                    content: entry.body.map { .body($0) } ?? erasure.map { .erased($0) } ?? .withheld,
                    isSigned: entry.sequence <= signedThrough,
                    isReceipted: entry.sequence <= receiptedThrough
                )
            )
        }
        return ChainReport(
            sender: sender,
            receiver: receiver,
            lane: lane,
            before: Position(sequence: first.sequence - 1, hash: first.previous),
            items: items,
            receipts: parts.receipts
        )
    }

    private func entry(_ sequence: UInt64, of entries: [Entry]) throws(WireError) -> Entry {
        guard let first = entries.first, let last = entries.last,
            (first.sequence...last.sequence).contains(sequence)
        else { throw .outsideRun(sequence: sequence) }
        return entries[Int(sequence - first.sequence)]
    }
}

/// The fields of an `ExportedRun`, the entries where their bytes lie.
private struct ExportParts {
    var sender: UInt64 = 0
    var receiver: UInt64 = 0
    var lane: UInt64 = 0
    var entries: [UnsafeRawBufferPointer] = []
    var signatures: [WireRunSignature] = []
    var receipts: [Receipt] = []

    init(reading export: UnsafeRawBufferPointer) throws(WireError) {
        var reader = ProtoReader(export, part: .export)
        while let tag = try reader.tag() {
            switch tag.field {
            case 1: sender = try reader.varint(tag)
            case 2: receiver = try reader.varint(tag)
            case 3: lane = try reader.varint(tag)
            case 4:
                guard entries.count < WireLimits.exportEntriesMax else {
                    throw .entriesTooMany(max: WireLimits.exportEntriesMax)
                }
                entries.append(try reader.bytes(tag))
            case 5: signatures.append(try WireRunSignature.read(try reader.bytes(tag), part: .export))
            case 6: receipts.append(try Receipt(reading: try WireReceipt.read(try reader.bytes(tag), part: .export)))
            default: try reader.skip(tag.type)
            }
        }
    }
}
