import CaseModel
import CityNode
import ExchangeCore
import ExchangeWire

/// What the parts work on: one submission of Quzhou to Nanping, and the keys of both.
struct BenchSample {
    /// Entries of a run.
    static let run = 48
    /// 2026-11-23T15:00:00Z.
    static let time: Int64 = 1_795_446_000_000

    let quzhou: NodeCode
    let nanping: NodeCode
    let submission: Submission
    let quzhouKey: SigningKey
    let nanpingKey: SigningKey

    init() throws {
        guard let quzhou = NodeCode("330800"), let nanping = NodeCode("350700"), let here = CityCode("330800"),
            let there = CityCode("350700")
        else { throw CommandFailure(.nodeFailed, "the sample's cities have no codes") }
        (self.quzhou, self.nanping) = (quzhou, nanping)
        quzhouKey = SigningKey()
        nanpingKey = SigningKey()
        submission = Self.submission(
            CaseNumber(collecting: here, at: Self.time, random: 7),
            to: there,
            fields: (0..<8).map { FormField(name: "说明\($0)", value: String(repeating: "x", count: 120)) }
        )
    }

    /// A submission by the number's city, with a form.
    static func submission(_ number: CaseNumber, to handling: CityCode, fields: [FormField]) -> Submission {
        Submission(
            number: number,
            collecting: number.collecting,
            handling: handling,
            itemCode: "000111007001",
            itemName: "失业登记",
            applicant: Applicant(kind: .natural, name: "样例", idType: .citizenID, idNumber: "11010519491231002X"),
            fields: fields,
            materials: [],
            office: "跨省通办窗口",
            officer: "样例"
        )
    }

    /// The submission as an entry that has no place yet.
    func draft() throws -> EntryDraft {
        try EntryDraft(
            kind: .submitted,
            caseNumber: "\(submission.number)",
            at: Instant(milliseconds: Self.time),
            body: try SubmissionBody.bytes(of: submission)
        )
    }

    /// Gives drafts of Quzhou their place.
    var sealer: EntrySealer { EntrySealer(sender: quzhou, receiver: nanping, lane: .case) }

    /// A run of entries, signed.
    func batch() throws -> Batch {
        let entries = sealer.seal(Array(repeating: try draft(), count: Self.run), after: .start)
        guard let batch = BatchSigner(quzhouKey).batch(lane: .case, entries: entries) else {
            throw CommandFailure(.nodeFailed, "the sample has no entries")
        }
        return batch
    }

    /// Either city's end of their link.
    func codec(of node: NodeCode) -> FrameCodec {
        FrameCodec(
            node: node,
            signer: BatchSigner(node == quzhou ? quzhouKey : nanpingKey),
            keyring: Keyring([quzhou: [quzhouKey.verifyingKey], nanping: [nanpingKey.verifyingKey]])
        )
    }
}
