import CaseModel
import CaseStore

extension CityNode {
    /// Writes the documents of every step until the node stops; begins where it left off.
    ///
    /// Where documents were never written before, it begins with the next step: nobody waits for those of old cases. What
    /// comes within a twentieth of a second is done together.
    func writeDocuments() async {
        for await _ in feed.ringsFromNow() where !Task.isCancelled {
            if let clerk = documentClerk { await writeAllDocuments(clerk) }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private func writeAllDocuments(_ clerk: DocumentClerk) async {
        do {
            while try await !writeDocuments(clerk) {}
        } catch is CancellationError {
            // The node stops; the next start goes on from the bookmark.
        } catch {
            log.error("documents could not be written and will be tried again soon: \(error)")
            alarms.raise(.documentsFail, "documents could not be written and are tried again: \(error)")
            documentsWait.withLock { $0 = true }
        }
    }

    /// Tries documents again that a disk, for instance, did not take.
    func hurryDocuments() {
        let wait = documentsWait.withLock { wait in
            defer { wait = false }
            return wait
        }
        if wait { feed.ring() }
    }

    /// Writes the documents of a piece of the journal; whether that was its end.
    private func writeDocuments(_ clerk: DocumentClerk) async throws -> Bool {
        let read = try await store.read { reader -> (from: EntryID, batch: DocumentClerk.Batch)? in
            guard let from = try reader.bookmark(DocumentClerk.bookmark) else { return nil }
            return (from, try clerk.pages(after: from, reader))
        }
        guard let (from, batch) = read else {
            try await pipeline.run { scope in
                try scope.writer.setBookmark(DocumentClerk.bookmark, try scope.writer.lastEntry())
            }
            return true
        }
        // A few entries that put nothing on paper are read again sooner than the bookmark is moved for each of them.
        let isIdle = batch.pages.isEmpty && batch.failures.isEmpty && batch.isAtEnd
        if isIdle, batch.through.rawValue - from.rawValue < DocumentClerk.stepMax { return true }
        for failure in batch.failures { log.error("a document could not be written: \(failure)") }
        if !batch.failures.isEmpty {
            alarms.raise(
                .documentsFail,
                "\(batch.failures.count) documents could not be written, the log says which; repair the template and send "
                    + "SIGHUP: the next document that can be written ends this"
            )
        }
        var documents: [IssuedDocument] = []
        for page in batch.pages {
            let file = try beginUpload(limit: Int64(page.html.utf8.count))
            try Array(page.html.utf8).withUnsafeBytes { try file.append($0) }
            documents.append(page.document(try await file.finishOwn()))
        }
        let issued = documents
        try await pipeline.run { try clerk.issue(issued, through: batch.through, $0) }
        if batch.failures.isEmpty, !issued.isEmpty { alarms.clear(.documentsFail) }
        return batch.isAtEnd || isStopped
    }
}
