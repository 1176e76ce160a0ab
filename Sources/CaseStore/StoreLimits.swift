/// Every bound of the store.
package enum StoreLimits {
    /// Cases in a page.
    package static let casesPerPageMax = 500
    /// Characters of a text that is searched for; what is longer is cut.
    package static let searchCharactersMax = 100
    /// Entries in a piece of the feed.
    package static let feedEntriesMax = 1_000
    /// Entries of one case's history; a case has about ten.
    package static let historyEntriesMax = 1_000
    /// Materials of one case; a case has a few dozen.
    package static let caseMaterialsMax = 1_000
    /// Entries that get a number at once.
    package static let pendingEntriesMax = 10_000
    /// Reminders of one case; a case has a few.
    package static let caseRemindersMax = 1_000
    /// Materials, quarantined entries, reminders, watched cases in one list.
    package static let rowsMax = 1_000
    /// Connections that read at the same time.
    package static let readersMax = 4
    /// How long a connection waits for a lock of another process, a backup say, before it gives up.
    package static let busySeconds = 10.0
    /// The write-ahead log is moved into the database after a commit that leaves it longer than this.
    package static let walCheckpointBytes = 64 << 20
    /// The write-ahead log's file is cut back to this after it was moved.
    package static let walFileBytesMax = 128 << 20
    /// Page cache of the connection that writes.
    package static let writerCacheBytes = 32 << 20
    /// Page cache of each connection that reads.
    package static let readerCacheBytes = 8 << 20
    /// Page cache of each connection for short reads.
    package static let shortReaderCacheBytes = 2 << 20
    /// Answers whose keys are held in memory before they are written into the index, in some 8 MiB.
    ///
    /// The index of ten million has 55,000 pages, so that each of its pages gets several at once.
    package static let answersGatheredMax = 1 << 18
    /// Bytes of a page of a new database.
    package static let pageBytes = 4_096
}
