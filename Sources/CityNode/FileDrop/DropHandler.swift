import CaseStore

/// What became of a package.
package enum DropOutcome: Sendable {
    /// It was done, now or before, with this answer.
    case done([UInt8])
    /// It was refused, with this problem.
    case failed([UInt8])
    /// It cannot be taken just now, and is tried again.
    case later(String)
}

/// Whoever understands packages and events: the folder knows only files.
package protocol DropHandler: Sendable {
    /// Does what a package says, once for each name.
    func handle(_ package: DropPackage) async -> DropOutcome

    /// Writes what is wrong with a package that could not be opened.
    func problem(_ fault: DropFault, of name: String) -> [UInt8]

    /// The events after one entry that the office has to hear of, at most so many entries' worth.
    ///
    /// - Returns: each with its id, and through which entry the journal was read.
    func events(after: EntryID, limit: Int) async throws -> (events: [(id: Int64, bytes: [UInt8])], through: EntryID)
}
