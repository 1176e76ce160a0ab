import CityNode
import ExchangeCore
import ExchangeWire

/// Entries and frames: bytes, hashes, signatures.
enum EntryParts {
    static let all = bodies + hashes + signatures + frames

    private static let bodies = [
        BenchPart(.entries, "body-write", "entry", times: 64) {
            let sample = try BenchSample()
            return { try SubmissionBody.bytes(of: sample.submission) }
        },
        BenchPart(.entries, "body-read", "entry", times: 64) {
            let sample = try BenchSample()
            let body = try SubmissionBody.bytes(of: sample.submission)
            let number = "\(sample.submission.number)"
            return {
                try SubmissionBody.submission(
                    in: body,
                    number: number,
                    sender: sample.quzhou,
                    receiver: sample.nanping
                )
            }
        },
    ]

    private static let hashes = [
        BenchPart(.entries, "seal", "entry", times: 64) {
            let sample = try BenchSample()
            let (sealer, draft) = (sample.sealer, try sample.draft())
            return { sealer.seal(draft, after: .start) }
        },
        BenchPart(.entries, "hash", "entry", times: 64) {
            let sample = try BenchSample()
            let entry = sample.sealer.seal(try sample.draft(), after: .start)
            let body = entry.body ?? []
            return { (EntryHash.body(body), EntryHash.entry(header: entry.header)) }
        },
    ]

    private static let signatures = [
        BenchPart(.entries, "sign", "signature", times: 8) {
            let sample = try BenchSample()
            let signer = BatchSigner(sample.quzhouKey)
            let hash = try sample.batch().through.hash
            return { signer.signature(through: hash) }
        },
        BenchPart(.entries, "verify", "signature", times: 8) {
            let sample = try BenchSample()
            let batch = try sample.batch()
            let key = sample.quzhouKey.verifyingKey
            let statement = SignedStatement.batch(through: batch.through.hash)
            return {
                guard key.isValid(signature: batch.signature, over: statement) else {
                    throw CommandFailure(.nodeFailed, "the sample's signature is wrong")
                }
            }
        },
    ]

    private static let frames = [
        BenchPart(group: .entries, name: "frame-write", operation: "entry") { _ in
            let sample = try BenchSample()
            let (codec, batch) = (sample.codec(of: sample.quzhou), try sample.batch())
            return BenchPart.Work(batch: {
                _ = try codec.encode(.entries(batch), to: sample.nanping, talk: 1)
                return batch.entries.count
            })
        },
        BenchPart(group: .entries, name: "frame-read", operation: "entry") { _ in
            let sample = try BenchSample()
            let frame = try sample.codec(of: sample.quzhou)
                .encode(.entries(sample.batch()), to: sample.nanping, talk: 1)
            let codec = sample.codec(of: sample.nanping)
            return BenchPart.Work(batch: {
                guard case .message(.entries(let batch), _) = try codec.decode(frame, from: sample.quzhou) else {
                    throw CommandFailure(.nodeFailed, "the sample's frame is no run of entries")
                }
                return batch.entries.count
            })
        },
    ]
}
