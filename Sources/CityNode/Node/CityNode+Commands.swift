import CaseModel
import CaseStore
import ExchangeCore
import Foundation

// What people at this node ask for, beside what `perform` does. Each answers once it is on disk.
extension CityNode {
    /// Checks a submission as its handling city's guide, where this node has a catalogue, fixes its mode and terms.
    func prepare(
        _ submission: Submission,
        mode: HandlingMode?,
        consulting: Bool
    ) throws -> CommandDesk.Prepared {
        let now = Clock.wall.milliseconds
        let fixed: Submission
        do {
            fixed =
                try guideBook?.fixing(submission, mode: mode, on: LocalDay(milliseconds: now))
                ?? submission.withoutGuide(mode: mode)
        } catch let refusal as CaseRefusal {
            throw CommandError.refused(refusal)
        }
        let prepared = try CommandDesk.prepare(fixed, consulting: consulting, at: now)
        guard prepared.peer != configuration.node, federation.members[prepared.peer] != nil else {
            throw CommandError.notMember(prepared.submission.handling)
        }
        return prepared
    }

    /// Does to a shared record what a person says, or asks its owner to.
    ///
    /// - Throws: `CommandError` where it is refused, `StoreError` where it can't be written.
    package func change(
        _ change: SharedChange,
        key: CommandKey
    ) async throws -> (answer: SharedAnswer, replayed: Bool) {
        let limit = configuration.backlogBytesPerPeerMax
        let days = trade.days
        let content = configuration.materials.content
        return try await pipeline.run { scope in
            try CommandDesk(scope: scope, backlogBytesMax: limit, content: content)
                .change(change, days: days, key: key)
        }
    }

    /// A case number that nobody else has.
    package func newNumber() throws -> CaseNumber {
        CaseNumber(
            collecting: configuration.city,
            at: Clock.wall.milliseconds,
            random: UInt64.random(in: .min ... .max)
        )
    }

    /// Tries to apply a quarantined entry again; `nil` when it went well, else why it still waits.
    ///
    /// - Throws: `QuarantineFailure` where there is no such row or it was settled before.
    package func replay(_ id: QuarantineID, by officer: String) async throws -> String? {
        let days = trade.days
        return try await pipeline.run { try QuarantineDesk(scope: $0, days: days).replay(id, by: officer)?.detail }
    }

    /// Puts a quarantined entry away for good.
    ///
    /// - Throws: as `replay`.
    package func discard(_ id: QuarantineID, by officer: String, reason: String) async throws {
        let days = trade.days
        try await pipeline.run { try QuarantineDesk(scope: $0, days: days).discard(id, by: officer, why: reason) }
    }
}
