import CaseModel
import ExchangeCore

/// What can be changed within a transaction.
///
/// It reads its own changes.
///
/// Times are milliseconds since 1970-01-01T00:00:00Z. Every method throws ``StoreError`` and nothing else, except where a
/// closure is taken. An error of any method other than ``savepoint(_:)`` means that the piece of work must be given up:
/// let it leave the savepoint or the transaction.
package protocol StoreWriter: StoreReader {
    // MARK: Transactions

    /// Grows with everything that is changed: where it is as it was, nothing was.
    var changeCount: Int64 { get }

    /// Runs a piece of work that can fail on its own: when the closure throws, only its changes are undone.
    func savepoint<T>(_ body: () throws -> T) throws -> T

    // MARK: Streams

    /// Makes the streams to and from a peer on all lanes, where they do not exist.
    func ensure(_ peer: NodeCode) throws(StoreError)

    /// Keeps the epoch that a peer named last.
    func setPeerEpoch(_ peer: NodeCode, _ epoch: UInt64) throws(StoreError)

    /// Our stream now ends here. The last call of a transaction counts: one row is written per stream.
    func setSent(_ stream: StreamKey, _ position: Position) throws(StoreError)

    /// The peer's stream is here through this. The last call of a transaction counts: one row is written per stream.
    func setReceived(_ stream: StreamKey, _ position: Position) throws(StoreError)

    /// The peer has our stream through here; keeps the receipt as evidence. The last call of a transaction counts.
    ///
    /// The position may go back, when the peer was restored from an older backup. It must not be beyond our end.
    func setAcknowledged(_ stream: StreamKey, _ receipt: Receipt) throws(StoreError)

    /// Keeps the sender's signature over a batch of the peer's stream that ends at this sequence number.
    func addSignature(_ stream: StreamKey, sequence: UInt64, _ signature: [UInt8]) throws(StoreError)

    // MARK: Journal

    /// Keeps an entry of the peer's stream. `at` is the time in its header, so that both sides count alike by day.
    func addReceived(
        _ stream: StreamKey,
        sequence: UInt64,
        kind: UInt32,
        case: CaseLink,
        at: Int64,
        header: [UInt8],
        body: [UInt8]?
    ) throws(StoreError) -> EntryID

    /// Keeps an entry of our own stream that has its number. `at` is the time in its header.
    func addSent(
        _ stream: StreamKey,
        sequence: UInt64,
        kind: UInt32,
        case: CaseLink,
        at: Int64,
        header: [UInt8],
        body: [UInt8]?
    ) throws(StoreError) -> EntryID

    /// Keeps an entry of our own stream that waits for its number. Give it `at` as the time in its header later.
    func addPending(
        _ stream: StreamKey,
        kind: UInt32,
        case: CaseLink,
        at: Int64,
        body: [UInt8]
    ) throws(StoreError) -> EntryID

    /// Gives a waiting entry its number and header.
    func assign(_ entry: PendingEntry, sequence: UInt64, header: [UInt8]) throws(StoreError)

    /// Ties an entry, whose case was not here when it was kept, to the case.
    func attach(_ entry: EntryID, to case: CaseID) throws(StoreError)

    /// Erases an entry's body for good, and keeps when and why. The header stays, so that the chain still verifies.
    ///
    /// An entry that waits for its number cannot be erased. Erasing twice keeps the first reason.
    func erase(_ entry: EntryID, at: Int64, why: String) throws(StoreError)

    /// Keeps that an entry speaks of a case that is not here yet.
    func addWaiting(_ number: CaseNumber, entry: EntryID) throws(StoreError)

    /// Takes the entries that waited for this case, in the order in which they were kept, and ties them to it.
    ///
    /// Costs nothing while nothing waits, so call it for every new case.
    func takeWaiting(_ number: CaseNumber, for case: CaseID) throws(StoreError) -> [JournalEntry]

    // MARK: Cases

    /// Keeps a new case; `nil` when there is one with this number, and nothing was changed.
    ///
    /// One of its cities is this node's, the other a peer's that is known here: lists go by these.
    func addCase(_ record: CaseRecord) throws(StoreError) -> CaseID?

    /// Keeps what an event changed: state, version, corrections, ending and the time of change.
    func updateCase(_ case: CaseID, _ record: CaseRecord) throws(StoreError)

    /// Notes the entry that registered these cases, where the records already say so (the handling city's side).
    func setRegistration(_ cases: [CaseID], entry: EntryID) throws(StoreError)

    /// Moves these cases from submitted or refused to registered, one version on (the collecting city's side).
    ///
    /// - Parameter handling: the city that says so; another city's cases are left alone.
    /// - Returns: the numbers that are not here, are another city's or are in another state; they were left alone.
    func markRegistered(
        _ numbers: [CaseNumber],
        handling: CityCode,
        entry: EntryID,
        at: Int64
    ) throws(StoreError) -> [CaseNumber]

    /// Notes through where a reader of the journal has done its work.
    func setBookmark(_ reader: String, _ entry: EntryID) throws(StoreError)

    // MARK: Shared records

    /// Keeps a new shared record, and of which cases it is.
    ///
    /// - Parameter peer: the other city that keeps it; `nil` where it stays here.
    /// - Throws: ``StoreError/constraint`` where there is one of this name with this peer.
    func addShared(
        _ name: SharedName,
        _ record: SharedRecord,
        with peer: NodeCode?,
        at: Int64
    ) throws(StoreError) -> SharedID

    /// Keeps what a change made of a shared record.
    func updateShared(_ id: SharedID, _ record: SharedRecord, version: Int, at: Int64) throws(StoreError)

    /// Notes that an entry speaks of a shared record. A second time does nothing.
    func tie(_ entry: EntryID, to shared: SharedID) throws(StoreError)

    // MARK: Reminders

    /// Sets when a case is looked at next, in milliseconds since 1970; `nil` for not until it changes.
    ///
    /// Every change of a case sets it to 0, which is at once, except where a submission only waits for its answer, and where
    /// its registration comes.
    func setLook(_ case: CaseID, at: Int64?) throws(StoreError)

    /// Sets when the first of a case's last days ends, in milliseconds since 1970; `nil` where it has none.
    func setDue(_ case: CaseID, at: Int64?) throws(StoreError)

    /// Keeps that a reminder was told; one that was told before and settled since is open again.
    ///
    /// - Returns: true where it was told for the first time.
    func addReminder(_ reminder: Reminder, of case: CaseID, at: Int64) throws(StoreError) -> Bool

    /// Keeps when a reminder ceased to hold; one that was settled before keeps its time.
    func settleReminder(_ id: ReminderID, at: Int64) throws(StoreError)

    // MARK: Materials

    /// Puts a material into the index where it is not there; `source` is the peer to fetch it from.
    ///
    /// - Returns: the row as it stands now. Where it was there before, its size and state may differ from those given:
    ///   a digest whose size differs is a lie of one of the two, which the caller refuses.
    func addMaterial(
        _ digest: MaterialDigest,
        size: Int64,
        mediaType: String,
        state: MaterialState,
        source: NodeCode?,
        at: Int64
    ) throws(StoreError) -> MaterialRow

    /// Ties materials of the index to a case, as the entry names them and in its order. A second time does nothing.
    ///
    /// - Throws: ``StoreError/notFound(detail:)`` for one that is not in the index.
    func linkMaterials(_ materials: [MaterialReference], to case: CaseID, entry: EntryID) throws(StoreError)

    /// So many bytes of a material are on disk, synced.
    func setMaterialProgress(_ digest: MaterialDigest, received: Int64) throws(StoreError)

    /// Sets a material's state: complete and checked, corrupt, or wanted once more from the first byte.
    func setMaterialState(_ digest: MaterialDigest, _ state: MaterialState, at: Int64) throws(StoreError)

    /// Sets the peer from which a material is fetched.
    func setMaterialSource(_ digest: MaterialDigest, _ source: NodeCode?) throws(StoreError)

    /// Forgets a material that belongs to no case; false when a case has it or there is none.
    func removeMaterial(_ digest: MaterialDigest) throws(StoreError) -> Bool

    /// Keeps what a material is by its bytes.
    func setMaterialContent(_ digest: MaterialDigest, _ content: ContentKind) throws(StoreError)

    /// Keeps what was found about a material, instead of what was kept before; `nil` for nothing.
    func setMaterialCheck(_ digest: MaterialDigest, _ finding: MaterialFinding?) throws(StoreError)

    // MARK: Uploads

    /// Keeps a new upload in parts; false when there is one of this name, and nothing was changed.
    func addUpload(_ row: UploadRow) throws(StoreError) -> Bool

    /// Keeps how an upload in parts stands: its length, what is verified, and what it became.
    func updateUpload(_ row: UploadRow) throws(StoreError)

    /// Forgets an upload in parts; false when there is none.
    func removeUpload(_ id: String) throws(StoreError) -> Bool

    // MARK: Quarantine

    /// Keeps why an entry could not be applied.
    func addQuarantine(_ entry: EntryID, code: String, detail: String, at: Int64) throws(StoreError) -> QuarantineID

    /// Keeps what an operator did about it, and why if they said so; false when it was done before or there is no such
    /// row.
    func resolveQuarantine(
        _ id: QuarantineID,
        as resolution: QuarantineResolution,
        by: String,
        why: String?,
        at: Int64
    ) throws(StoreError) -> Bool

    // MARK: Retention

    /// Keeps that nothing of a case is left to be erased; the first time stands.
    func setErased(_ case: CaseID, at: Int64) throws(StoreError)

    /// A whole material is here no more, and its file is to be removed.
    ///
    /// Nobody brings it unless ``setMaterialState(_:_:at:)`` or ``setMaterialSource(_:_:)`` says otherwise, either of which
    /// keeps the file.
    func beginRemoval(_ digest: MaterialDigest, at: Int64) throws(StoreError)

    /// The file of a material is gone.
    func endRemoval(_ digest: MaterialDigest) throws(StoreError)

    // MARK: Audit

    /// Appends a record to the audit trail, where it is kept for good: the database refuses to change or remove it.
    ///
    /// - Throws: ``StoreError/constraint(detail:)`` for a record that does not follow on the last one.
    func addAudit(_ record: AuditRecord) throws(StoreError) -> AuditID

    // MARK: Accounts

    /// Keeps a new account and gives it its number.
    ///
    /// - Throws: ``StoreError/constraint(detail:)`` where another account has the same identity.
    func addAccount(_ account: Account, at: Int64, by creator: String) throws(StoreError) -> AccountRecord

    /// Keeps what a change made of an account.
    ///
    /// - Throws: as ``addAccount(_:at:by:)``.
    func updateAccount(_ record: AccountRecord) throws(StoreError)

    /// Keeps a new token.
    func addToken(_ row: TokenRow) throws(StoreError)

    /// Keeps that a token was revoked; the first time stands.
    func revokeToken(_ id: String, at: Int64) throws(StoreError)

    /// Keeps when a token was used last; an earlier time changes nothing.
    func setTokenUse(_ id: String, at: Int64) throws(StoreError)

    // MARK: Webhooks

    /// Keeps a new webhook; its `id` is not looked at.
    func addWebhook(_ webhook: WebhookRow) throws(StoreError) -> WebhookID

    /// Keeps what somebody changed, or that the node stopped sending; its position stays.
    ///
    /// - Throws: ``StoreError/notFound(detail:)`` where it is gone.
    func updateWebhook(_ webhook: WebhookRow) throws(StoreError)

    /// Keeps how far a webhook's deliveries have got; false where it is gone.
    func setWebhookProgress(_ id: WebhookID, through: EntryID, failingSince: Int64?) throws(StoreError) -> Bool

    /// Forgets a webhook with all its deliveries; false where there is none.
    func removeWebhook(_ id: WebhookID) throws(StoreError) -> Bool

    /// Keeps how an event stands that was not taken.
    func keepDelivery(_ delivery: WebhookDelivery, of webhook: WebhookID) throws(StoreError)

    /// Forgets a delivery, because it was taken in the end.
    func removeDelivery(_ entry: EntryID, of webhook: WebhookID) throws(StoreError)

    /// Lets dead deliveries be sent again as if they never were: one, or all where none is named; how many there were.
    func reviveDeliveries(of webhook: WebhookID, _ entry: EntryID?, at: Int64) throws(StoreError) -> Int

    /// Keeps the answer to a change of webhooks, and forgets those that were given before a time.
    func addWebhookAnswer(
        key: String,
        request: [UInt8],
        answer: [UInt8],
        at: Int64,
        forgetBefore: Int64
    ) throws(StoreError)

    // MARK: Idempotency

    /// The answer that was given to a request with this key.
    ///
    /// Only who writes can ask: the newest keys are known to nobody else.
    func answer(key: String) throws(StoreError) -> StoredAnswer?

    /// Keeps the answer to a request, as long as its case is kept; one whose key was used before is refused.
    func addAnswer(
        key: String,
        request: [UInt8],
        answer: [UInt8],
        case: CaseID,
        at: Int64
    ) throws(StoreError)

    /// Keeps the answer to a request about no case.
    func addPlainAnswer(key: String, _ answer: PlainAnswer) throws(StoreError)
}
