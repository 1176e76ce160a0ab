import CaseModel
import ExchangeCore
import ExchangeWire

@testable import CityNode

/// A peer that speaks on one stream, without a node behind it: says what a node would, and what none should.
struct PeerVoice {
    let sender: NodeCode
    let receiver: NodeCode
    let lane: Lane
    let signer = BatchSigner(SigningKey())
    private(set) var end = Position.start
    private var waiting: [Entry] = []

    init(_ sender: NodeCode, to receiver: NodeCode, _ lane: Lane) {
        self.sender = sender
        self.receiver = receiver
        self.lane = lane
    }

    /// Where the receiver keeps this stream.
    var stream: StreamKey { StreamKey(peer: sender, lane: lane) }

    /// A body with nothing but its salt.
    static let salt: [UInt8] = [0x0A, 0x10] + [UInt8](repeating: 7, count: 16)

    mutating func say(_ encoded: EntryEncoder.Encoded, _ number: CaseNumber?) throws {
        try say(kind: encoded.kind, body: encoded.body, number)
    }

    mutating func say(kind: EntryKind, body: [UInt8], _ number: CaseNumber?) throws {
        try say(kind: kind, body: body, text: number?.description)
    }

    mutating func say(kind: EntryKind, body: [UInt8], text: String?, at: Int64 = 1_795_446_000_000) throws {
        let draft = try EntryDraft(kind: kind, caseNumber: text, at: Instant(milliseconds: at), body: body)
        let entry = EntrySealer(sender: sender, receiver: receiver, lane: lane).seal(draft, after: end)
        end = entry.position
        waiting.append(entry)
    }

    mutating func submit(_ submission: Submission) throws {
        try say(EntryEncoder.encode(submission), submission.number)
    }

    mutating func event(_ event: CaseEvent, _ number: CaseNumber, answers: UInt64 = 0) throws {
        try say(EntryEncoder.encode(event, answers: answers), number)
    }

    mutating func request(_ request: CaseRequest, _ number: CaseNumber) throws {
        try say(EntryEncoder.encode(request), number)
    }

    /// What was said since the last time, as one batch.
    mutating func batch() -> Batch {
        defer { waiting = [] }
        return sure(signer.batch(lane: lane, entries: waiting))
    }

    /// Hands over what was said since the last time.
    mutating func send(to city: TestCity) { city.write([.accept(batch(), from: sender)]) }
}
