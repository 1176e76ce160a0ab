import CaseModel
import CaseStore
import ExchangeCore
import Logging

// The pieces of work that the node itself gives to the writer.
extension CommitPipeline.Job {
    /// What the exchange wants on disk.
    static func peerWrites(
        _ writes: [Write],
        _ epochs: [NodeCode: UInt64],
        issue: UInt64,
        days: DayCounter,
        post: ExchangePost,
        log: Logger
    ) -> CommitPipeline.Job {
        CommitPipeline.Job(
            prepare: { ledger in
                for case .confirm(let stream) in writes { ledger.accounts[stream]?.confirmed = true }
            },
            run: { scope in
                for (peer, epoch) in epochs { try scope.writer.setPeerEpoch(peer, epoch) }
                for write in writes {
                    do {
                        try perform(write, scope, days)
                    } catch let error as OutOfOrder {
                        // It follows on a write that failed, and the exchange knows of that one already: told again, it
                        // would undo what it has asked for since.
                        log.warning("\(error)")
                    }
                }
            },
            done: { error in
                guard let error else { return }
                log.error("what a peer sent could not be written and will come again: \(error)")
                post.put(.writeFailed(writes.compactMap(\.taken), issue: issue))
            }
        )
    }

    private static func perform(_ write: Write, _ scope: WriteScope, _ days: DayCounter) throws {
        switch write {
        case .accept(let batch, let peer): try Intake(scope: scope, peer: peer, days: days).accept(batch)
        case .restore(let batch, let peer): try OwnHistory(scope: scope, peer: peer).restore(batch)
        case .confirm: break
        case .acknowledged(let stream, let receipt):
            try scope.writer.setAcknowledged(stream, receipt)
            scope.receipted(stream, through: receipt.through.sequence)
        }
    }

    /// A material of another city is here, whole and with the right digest.
    ///
    /// - Parameters:
    ///   - content: what it is by its bytes; `nil` where it could not be read.
    ///   - isScanned: whether it is to be checked for viruses.
    static func materialComplete(
        _ digest: MaterialDigest,
        content: ContentKind?,
        isScanned: Bool,
        log: Logger
    ) -> CommitPipeline.Job {
        CommitPipeline.Job(
            run: { try MaterialDesk(scope: $0).arrived(digest, content: content, isScanned: isScanned) },
            done: { error in
                if let error { log.error("a material's arrival could not be noted: \(error)") }
            }
        )
    }

    /// Members that were not there at the start.
    static func newPeers(_ accounts: [StreamKey: StreamLedger.Account]) -> CommitPipeline.Job {
        CommitPipeline.Job(
            prepare: { $0.accounts.merge(accounts) { known, _ in known } },
            run: { _ in },
            done: { _ in }
        )
    }
}

extension Write {
    /// The stream whose entries it would have taken; `nil` where there are none.
    fileprivate var taken: StreamKey? {
        switch self {
        case .accept(let batch, let peer), .restore(let batch, let peer): StreamKey(peer: peer, lane: batch.lane)
        case .confirm, .acknowledged: nil
        }
    }
}
