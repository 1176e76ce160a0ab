import CaseModel
import ExchangeCore

/// What can be asked, within one consistent state.
///
/// Lists are bounded by ``StoreLimits``: a larger limit is cut to it. Every method throws ``StoreError`` and nothing
/// else, except where a closure is taken.
package protocol StoreReader: AnyObject {
    // MARK: Streams

    /// The epoch and all streams, as the exchange starts from.
    func saved() throws(StoreError) -> Saved

    /// The peer's last receipt for our stream, as evidence; `nil` when there was none.
    func receipt(_ stream: StreamKey) throws(StoreError) -> Receipt?

    /// What a peer has not receipted, on all lanes together, waiting entries included. Does not scan.
    func backlog(_ peer: NodeCode) throws(StoreError) -> Backlog

    /// What a peer has not receipted of one stream, waiting entries included. Does not scan.
    func backlog(_ stream: StreamKey) throws(StoreError) -> Backlog

    /// When the oldest entry was kept that a peer has not receipted, in milliseconds since 1970-01-01T00:00:00Z; `nil` where
    /// there is none. Does not scan.
    func oldestWaiting(_ stream: StreamKey) throws(StoreError) -> Int64?

    // MARK: Journal

    /// Entries of our stream that wait for a number, in order, at most so many.
    func pending(_ stream: StreamKey, limit: Int) throws(StoreError) -> [PendingEntry]

    /// Lends the entries of our stream after one number and through another, in order, until the closure says false.
    ///
    /// The closure gets number, header and body (`nil` where it was erased). Its memory is valid only within.
    func lendSent(
        _ stream: StreamKey,
        after: UInt64,
        through: UInt64,
        _ body: (UInt64, UnsafeRawBufferPointer, UnsafeRawBufferPointer?) throws -> Bool
    ) throws

    /// Entries of our stream after one number and through another, as many as fit into so many bytes, at least one.
    func sent(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws(StoreError) -> [StoredEntry]

    /// The peer's entries after one number, in runs that end where a signature was kept, until a run begins after
    /// `through` or does not fit into so many bytes; at least one run. The last run may go beyond `through`.
    func received(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws(StoreError) -> [SignedRun]

    /// The header of an entry, from which its hash is computed; `nil` when there is none at this number.
    func header(_ stream: StreamKey, _ direction: StreamDirection, _ sequence: UInt64) throws(StoreError) -> [UInt8]?

    /// How many entries each local day has in a stream, oldest first. Does not scan.
    func days(_ stream: StreamKey, _ direction: StreamDirection) throws(StoreError) -> [DayCount]

    /// One entry with its content.
    func entry(_ id: EntryID) throws(StoreError) -> JournalEntry?

    /// Entries of all streams after this one in the order in which they were kept.
    ///
    /// - Parameters:
    ///   - after: the last entry that was seen; 0 for all.
    ///   - case: only this case's, the entry that registered it included.
    ///   - kinds: only these kinds; empty for all.
    ///   - content: whether header and body are read.
    ///   - limit: at most so many.
    func feed(
        after: EntryID,
        case: CaseID?,
        kinds: Set<UInt32>,
        content: Bool,
        limit: Int
    ) throws(StoreError) -> [JournalEntry]

    /// Entries of all streams after this one, with content, that carry a time of a span, in milliseconds since
    /// 1970-01-01T00:00:00Z; in the order in which they were kept.
    func feed(after: EntryID, within span: Range<Int64>, limit: Int) throws(StoreError) -> [JournalEntry]

    /// The last entry that was kept; 0 when there is none.
    func lastEntry() throws(StoreError) -> EntryID

    // MARK: Cases

    /// A case by its number.
    func findCase(_ number: CaseNumber) throws(StoreError) -> CaseRow?

    /// A case by its row.
    func findCase(_ id: CaseID) throws(StoreError) -> CaseRow?

    /// A page of cases.
    func cases(_ query: CaseQuery) throws(StoreError) -> CasePage

    /// Cases after one in the order in which they came, for counting and for other systems that take them over.
    ///
    /// - Parameters:
    ///   - after: the last case that was read.
    ///   - span: only those whose instant lies within it, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - instant: the instant that decides.
    ///   - limit: at most so many.
    func cases(
        after: CaseID,
        within span: Range<Int64>,
        by instant: CaseInstant,
        limit: Int
    ) throws(StoreError) -> [CaseRow]

    /// How many cases each state has; states without any are left out.
    func caseCounts() throws(StoreError) -> [CaseState: Int]

    /// A case's entries with content, in order, the entry that registered it included.
    func history(_ case: CaseID) throws(StoreError) -> [JournalEntry]

    /// Where the last thing that this node said of a case is on its stream; `nil` where it said nothing of it alone.
    func lastSaid(_ case: CaseID) throws(StoreError) -> CaseTransport?

    /// Through where a reader of the journal has done its work; `nil` where it never began.
    func bookmark(_ reader: String) throws(StoreError) -> EntryID?

    // MARK: Shared records

    /// A shared record by its name; of one that several cities keep, any copy.
    func shared(_ name: SharedName) throws(StoreError) -> SharedRow?

    /// A shared record by its name and the other city that keeps it.
    func shared(_ name: SharedName, with peer: NodeCode) throws(StoreError) -> SharedRow?

    /// A page of shared records, the one that came last first.
    func shared(_ query: SharedQuery) throws(StoreError) -> SharedPage

    /// What was said about a shared record, in the order in which this node kept it.
    func sharedEntries(_ id: SharedID) throws(StoreError) -> [JournalEntry]

    // MARK: Reminders

    /// When the next case is to be looked at, in milliseconds since 1970; `nil` when nothing is waited for.
    func nextLook() throws(StoreError) -> Int64?

    /// The earliest look that has a time, in milliseconds since 1970; cases that just changed have none.
    func oldestLook() throws(StoreError) -> Int64?

    /// Cases that are to be looked at by an instant, in milliseconds since 1970, in the order of their looks.
    ///
    /// - Parameters:
    ///   - through: the instant; `.max` for all that are open.
    ///   - after: the last case of the list before; `nil` for the first list.
    ///   - limit: at most so many.
    func watched(through: Int64, after: WatchedCase.Cursor?, limit: Int) throws(StoreError) -> [WatchedCase]

    /// A case's events, by kind, in the order in which they count; an entry in quarantine is none.
    func steps(_ case: CaseID) throws(StoreError) -> [JournalStep]

    /// A case's reminders, oldest first.
    func reminders(_ case: CaseID) throws(StoreError) -> [ReminderRow]

    /// A page of reminders, newest first.
    func reminders(_ query: ReminderQuery) throws(StoreError) -> ReminderPage

    // MARK: Materials

    /// A material of the index.
    func material(_ digest: MaterialDigest) throws(StoreError) -> MaterialRow?

    /// A case's materials in the order in which they came.
    func materials(_ case: CaseID) throws(StoreError) -> [CaseMaterial]

    /// Materials that are still to be fetched from this peer, oldest first, behind a material or from the first.
    func wantedMaterials(_ peer: NodeCode, after: MaterialDigest?, limit: Int) throws(StoreError) -> [MaterialRow]

    /// The other cities of the newest thousand cases that have a material and whose data are not erased, by their codes.
    func sources(of digest: MaterialDigest, besides own: NodeCode) throws(StoreError) -> [NodeCode]

    /// True when a case of this peer, whose data are not erased, has the material.
    func mayRead(_ digest: MaterialDigest, _ peer: NodeCode) throws(StoreError) -> Bool

    /// Cases that have the material and whose data are not erased, newest first.
    func cases(holding digest: MaterialDigest, limit: Int) throws(StoreError) -> [CaseRow]

    /// Materials that came before this time and belong to no case, oldest first.
    func unlinkedMaterials(before: Int64, limit: Int) throws(StoreError) -> [MaterialRow]

    /// What was found about a material; `nil` where nothing stands in the way.
    func materialCheck(_ digest: MaterialDigest) throws(StoreError) -> MaterialCheckRow?

    /// A page of what was found about materials, newest material first.
    ///
    /// - Parameters:
    ///   - standings: only these; empty for all.
    ///   - before: only materials that came before this one of the list before.
    ///   - limit: at most so many.
    func materialChecks(
        _ standings: Set<MaterialStanding>,
        before: Int64?,
        limit: Int
    ) throws(StoreError) -> [MaterialCheckRow]

    /// The cases that have a material and whose data are not erased, at most so many.
    func cases(with digest: MaterialDigest, limit: Int) throws(StoreError) -> [CaseNumber]

    // MARK: Uploads

    /// An upload in parts.
    func upload(_ id: String) throws(StoreError) -> UploadRow?

    /// Uploads in parts that are over by an instant, in milliseconds since 1970, the oldest first.
    func uploads(expiringBefore: Int64, limit: Int) throws(StoreError) -> [UploadRow]

    /// How many uploads in parts are not finished, and the bytes that they announced; without a length they count as
    /// `unknown` bytes.
    func uploadTotals(unknown: Int64) throws(StoreError) -> (count: Int, bytes: Int64)

    // MARK: Quarantine

    /// Quarantined entries, newest first.
    func quarantine(_ filter: QuarantineFilter) throws(StoreError) -> [QuarantineRow]

    /// One quarantined entry.
    func quarantine(_ id: QuarantineID) throws(StoreError) -> QuarantineRow?

    // MARK: Retention

    /// A page of closed cases that still have data here, by collecting city, each in the order of last change.
    func retainedCases(_ query: RetentionQuery) throws(StoreError) -> [CaseRow]

    /// True when a case other than this one, whose data are not erased, has the material.
    func isNeeded(_ digest: MaterialDigest, besides: CaseID) throws(StoreError) -> Bool

    /// Materials whose files are to be removed, oldest first.
    func leavingMaterials(limit: Int) throws(StoreError) -> [MaterialDigest]

    // MARK: Audit

    /// The last record of the audit trail; `nil` when there is none. Does not scan.
    func lastAudit() throws(StoreError) -> AuditRow?

    /// A page of the audit trail, newest first.
    ///
    /// - Throws: ``StoreError/corrupt(detail:)`` for a record that holds what no version writes.
    func audit(_ filter: AuditFilter) throws(StoreError) -> [AuditRow]

    /// A piece of the audit trail for a check, oldest first, its unreadable records included.
    func auditChain(after: AuditID, limit: Int) throws(StoreError) -> [AuditLink]

    // MARK: Accounts

    /// Accounts after one in the order in which they were added; 0 for the first.
    func accounts(after id: Int64, limit: Int) throws(StoreError) -> [AccountRecord]

    /// An account by its number.
    func account(_ id: Int64) throws(StoreError) -> AccountRecord?

    /// The account of a person at an identity provider.
    func account(of identity: Account.Identity) throws(StoreError) -> AccountRecord?

    /// Tokens after one in the order of their names, of one account or of all; the empty name is before the first.
    func tokens(of account: Int64?, after id: String, limit: Int) throws(StoreError) -> [TokenRow]

    /// A token by its name.
    func token(_ id: String) throws(StoreError) -> TokenRow?

    // MARK: Webhooks

    /// All webhooks, oldest first.
    func webhooks() throws(StoreError) -> [WebhookRow]

    /// One webhook.
    func webhook(_ id: WebhookID) throws(StoreError) -> WebhookRow?

    /// A page of a webhook's deliveries, newest event first.
    func deliveries(_ query: WebhookDeliveryQuery) throws(StoreError) -> [WebhookDelivery]

    /// Deliveries of a webhook that are sent again, oldest event first.
    func waitingDeliveries(of webhook: WebhookID, after: EntryID, limit: Int) throws(StoreError) -> [WebhookDelivery]

    /// How many deliveries of a webhook stand how.
    func deliveryCounts(of webhook: WebhookID) throws(StoreError) -> WebhookDeliveryCounts

    /// The answer that was given to a change of webhooks with this key, and the digest of what was asked for.
    func webhookAnswer(key: String) throws(StoreError) -> (request: [UInt8], answer: [UInt8])?

    // MARK: Totals

    /// Numbers for people: how much is here. Counts what waits in quarantine, and nothing else.
    func totals() throws(StoreError) -> StoreTotals

    /// Numbers for whoever watches: how much waits, each counted up to a limit, so that asking often costs little.
    func waitingWork(countingTo limit: Int) throws(StoreError) -> WaitingWork

    // MARK: Idempotency

    /// The answer that was given to a request about no case with this key.
    func plainAnswer(key: String) throws(StoreError) -> PlainAnswer?
}
