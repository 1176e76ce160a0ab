import CaseModel
import CaseStore

// Materials about which something was found.
extension CityNode {
    /// A page of what was found about materials, newest material first; `standings` empty for all.
    package func materialChecks(
        _ standings: Set<MaterialStanding>,
        before: Int64?,
        limit: Int
    ) async throws -> [MaterialCheckRow] {
        try await store.read { try $0.materialChecks(standings, before: before, limit: limit) }
    }

    /// Lets a file be opened in spite of what was found, or before it was checked.
    ///
    /// - Throws: `MaterialError.absent` where nothing was found about it, `.discarded`.
    package func releaseMaterial(
        _ digest: MaterialDigest,
        by officer: String,
        why: String
    ) async throws -> MaterialCheckRow {
        let row = try await pipeline.run { try MaterialDesk(scope: $0).release(digest, by: officer, why: why) }
        try materials.setReadable(digest, true)
        alarms.clear(.materialInfected, detail: "\(digest)")
        return row
    }

    /// Puts a file away for good: its bytes go, and are not fetched again.
    ///
    /// - Throws: `MaterialError.absent` where nothing was found about it.
    package func discardMaterial(
        _ digest: MaterialDigest,
        by officer: String,
        why: String
    ) async throws -> MaterialCheckRow {
        let row = try await pipeline.run { try MaterialDesk(scope: $0).discard(digest, by: officer, why: why) }
        alarms.clear(.materialInfected, detail: "\(digest)")
        try await removeLeaving()
        return row
    }

    /// Checks what waits until the node stops; a start goes on with what was not checked before.
    func inspectMaterials() async {
        guard let inspector else { return }
        do {
            for row in try await materialChecks([.infected], before: nil, limit: StoreLimits.rowsMax) {
                inspector.warn(row.material.digest, row.finding.finding)
            }
        } catch {
            log.error("what the check for viruses found before could not be read: \(error)")
        }
        while !Task.isCancelled {
            do {
                let infected = try await inspector.round(store)
                if !infected.isEmpty { transfer.forget(infected) }
            } catch {
                if isStopped { return }
                log.error("what the check for viruses found could not be kept: \(error)")
            }
            try? await Task.sleep(for: .seconds(MaterialInspector.roundSeconds))
        }
    }

    /// Removes files that are not needed any more.
    func removeLeaving() async throws {
        var outcome: MaterialRemoval.Outcome
        repeat {
            let folder = materials
            outcome = try await pipeline.run { try MaterialRemoval(scope: $0, folder: folder).run() }
            if !outcome.removed.isEmpty { transfer.forget(outcome.removed) }
        } while outcome.hasMore && !Task.isCancelled
    }
}
