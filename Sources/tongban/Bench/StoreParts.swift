import CaseModel
import CaseStore
import ExchangeCore

/// Transactions that are on disk.
enum StoreParts {
    static let all = [1, 16, 64, 256, 1_024, 4_096].map { size in
        BenchPart(group: .store, name: "commit-\(size)", operation: "entry") { folder in
            let sample = try BenchSample()
            let stream = StreamKey(peer: sample.nanping, lane: .case)
            let entry = sample.sealer.seal(try sample.draft(), after: .start)
            let request = [UInt8](repeating: 1, count: 32)
            let answer = [UInt8](repeating: 2, count: 100)
            let store = try SQLiteStore(
                path: "\(folder)/\(size)/node.sqlite",
                node: sample.quzhou,
                epoch: 1,
                at: BenchSample.time
            )
            try store.write { try $0.ensure(sample.nanping) }
            var sequence: UInt64 = 0
            return BenchPart.Work(
                batch: {
                    try store.write { writer in
                        for _ in 0..<size {
                            sequence += 1
                            guard let id = try writer.addCase(record(sequence, sample.submission)) else {
                                throw StoreFault.numberTaken
                            }
                            _ = try writer.addSent(
                                stream,
                                sequence: sequence,
                                kind: 1,
                                case: .known(id),
                                at: BenchSample.time,
                                header: entry.header,
                                body: entry.body
                            )
                            try writer.addAnswer(
                                key: "key-\(sequence)",
                                request: request,
                                answer: answer,
                                case: id,
                                at: BenchSample.time
                            )
                        }
                        try writer.setSent(stream, Position(sequence: sequence, hash: entry.hash))
                    }
                    return size
                },
                finish: { try store.close() }
            )
        }
    }

    /// A sample that cannot be.
    private enum StoreFault: Error { case numberTaken }

    /// A case whose number is of chance, as it is in life: the index feels it.
    private static func record(_ sequence: UInt64, _ submission: Submission) -> CaseRecord {
        CaseRecord(
            number: CaseNumber(
                collecting: submission.collecting,
                at: BenchSample.time,
                random: sequence &* 0x9E37_79B9_7F4A_7C15
            ),
            collecting: submission.collecting,
            handling: submission.handling,
            itemCode: submission.itemCode,
            itemName: submission.itemName,
            state: .submitted,
            version: 1,
            corrections: 0,
            ending: nil,
            submittedAt: BenchSample.time,
            changedAt: BenchSample.time + Int64(sequence)
        )
    }
}
