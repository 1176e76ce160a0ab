import CaseModel
import CaseStore

/// Removes the files of materials that no case needs any more.
///
/// The database says first that a material is here no more, and only then its file goes: a crash in between leaves the mark,
/// and the next look removes the file. Files go within the writer's transaction, so none goes of which a case that was
/// written before has need again.
struct MaterialRemoval {
    let scope: WriteScope
    let folder: MaterialFolder

    /// Files of one transaction.
    static let filesMax = 50

    /// What was done.
    struct Outcome: Sendable {
        /// Materials whose files are gone.
        var removed: [MaterialDigest] = []
        /// Whether there may be more.
        var hasMore = false
    }

    /// Removes some files; one that somebody puts in just now stays for the next time.
    func run() throws -> Outcome {
        let leaving = try scope.writer.leavingMaterials(limit: Self.filesMax)
        var outcome = Outcome()
        for digest in leaving where try folder.remove(digest) {
            try scope.writer.endRemoval(digest)
            outcome.removed.append(digest)
        }
        outcome.hasMore = leaving.count == Self.filesMax && outcome.removed.count == Self.filesMax
        return outcome
    }
}
