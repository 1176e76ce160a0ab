import CaseModel
import CaseStore

extension CityNode {
    /// How often a wait looks for the number of an entry whose peer was not reached since the start.
    private static let lookMilliseconds = 100

    /// Waits until the other city has the last thing that this node said of a case on its disk, but not longer than that.
    ///
    /// - Returns: how far it has got by then; `nil` where this node has said nothing of the case.
    /// - Throws: `CommandError` where there is no such case, `StoreError` where it can't be read.
    package func receipt(of number: CaseNumber, within limit: Duration) async throws -> CaseTransport? {
        let moment = ContinuousClock.now + limit
        while true {
            let place = try await store.read { reader in
                guard let row = try reader.findCase(number) else { throw CommandError.noCase(number) }
                return try reader.lastSaid(row.id)
            }
            guard var place, !place.isReceived, ContinuousClock.now < moment, !isStopped else { return place }
            if let sequence = place.sequence {
                if await receipts.reaches(sequence, of: place.stream, until: moment) { place.acknowledged = sequence }
                return place
            }
            try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
        }
    }
}
