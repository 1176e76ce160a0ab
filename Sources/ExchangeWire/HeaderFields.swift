import ExchangeCore

/// A header's fields where its bytes lie.
///
/// Reading it allocates nothing; it is valid as long as the bytes are.
///
/// Every field is plausible alone once this exists. Whether they are the expected ones is for the reader of the run.
struct HeaderFields {
    var sender: NodeCode
    var receiver: NodeCode
    var lane: Lane
    var sequence: UInt64
    var previous: Digest
    var kind: EntryKind
    var caseNumber: UnsafeRawBufferPointer
    var at: Instant
    var bodyDigest: Digest

    /// Reads and checks a header.
    ///
    /// Where a field stands twice the last counts; unknown fields are passed over.
    init(reading header: UnsafeRawBufferPointer) throws(WireError) {
        if header.isEmpty { throw .headerMissing }
        guard header.count <= WireLimits.headerBytesMax else { throw .headerTooLarge(bytes: header.count) }
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        var (sender, receiver, lane, kind): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var (sequence, time): (UInt64, UInt64) = (0, 0)
        var (previous, caseNumber, bodyDigest) = (none, none, none)
        var reader = ProtoReader(header, part: .header)
        while let tag = try reader.tag() {
            switch tag.field {
            case 1: sender = try reader.varint(tag)
            case 2: receiver = try reader.varint(tag)
            case 3: lane = try reader.varint(tag)
            case 4: sequence = try reader.fixed64(tag)
            case 5: previous = try reader.bytes(tag)
            case 6: kind = try reader.varint(tag)
            case 7: caseNumber = try reader.bytes(tag)
            case 8: time = try reader.fixed64(tag)
            case 9: bodyDigest = try reader.bytes(tag)
            default: try reader.skip(tag.type)
            }
        }
        self.sender = try NodeCode(wire: sender)
        self.receiver = try NodeCode(wire: receiver)
        self.lane = try Lane(wire: lane)
        guard self.sender != self.receiver else { throw .receiverIsSender(self.sender) }
        guard (1...WireLimits.sequenceMax).contains(sequence) else { throw .sequenceWrong(sequence) }
        self.sequence = sequence
        guard let before = Digest(previous), (before == .zero) == (sequence == 1) else {
            throw .previousWrong(sequence: sequence)
        }
        self.previous = before
        guard let known = UInt32(exactly: kind).flatMap(EntryKind.init(rawValue:)) else { throw .kindWrong(kind) }
        self.kind = known
        guard CaseNumberText.isPlausible(caseNumber) else { throw .caseNumberWrong }
        self.caseNumber = caseNumber
        self.at = try Instant(wire: Int64(bitPattern: time))
        guard let digest = Digest(bodyDigest) else { throw .bodyDigestWrong(sequence: sequence) }
        self.bodyDigest = digest
    }
}

/// What the exchange demands of a case number; more is for the case's rules.
enum CaseNumberText {
    /// True for at most 64 of the characters 0-9, A-Z, a-z and "-".
    static func isPlausible(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= WireLimits.caseNumberBytesMax else { return false }
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: continue
            default: return false
            }
        }
        return true
    }

    /// The same for text.
    static func isPlausible(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { isPlausible(UnsafeRawBufferPointer($0)) }
    }
}
