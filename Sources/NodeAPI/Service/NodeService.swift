import CaseModel

/// All that the API needs of a node: the daemon gives one value that conforms, tests give another.
///
/// The parts are small so that a caller can ask for as little as it uses. Every method may be called from any task at
/// any time, and at once from many.
package protocol NodeService: CaseService, SharedService, MaterialService, UploadService, WithheldService, PeerService,
    QuarantineService, AuditService, EventService, WebhookService, ReminderService, StatisticsService, ExtractService,
    CatalogueService, StatusService, WatchService, AlertService, AccountService
{}

/// Cases: submit, act, read, list, reveal.
package protocol CaseService: Sendable {
    /// Makes a case out of a draft at this node as the collecting city, and answers once it is on disk.
    ///
    /// The service gives the case number. A write key that was seen before with the same request answers what it
    /// answered then, with `replayed` set; with another request it throws `.keyReused`.
    func submit(_ draft: CaseDraft, write: WriteKey) async throws(ServiceError) -> WriteAnswer

    /// Does to a case what a person asks for, and answers once that is on disk.
    ///
    /// - Parameters:
    ///   - action: What the person asks for; the rules of the case decide whether it is allowed.
    ///   - number: The case.
    ///   - expectedVersion: The version that the caller has seen, or `nil` for any; another one throws `.staleVersion`.
    ///   - write: As for `submit`.
    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expectedVersion: Int?,
        write: WriteKey
    ) async throws(ServiceError) -> WriteAnswer

    /// Does many things in their order, each as if it were asked for alone, and answers each once all are on disk.
    ///
    /// One that is refused hurts no other.
    func perform(_ orders: [WriteOrder]) async -> [Result<WriteAnswer, ServiceError>]

    /// Waits until the other city has the last thing that this node said of a case on its disk, but no longer than that.
    ///
    /// - Returns: how far it has got by then; `nil` where this node has said nothing of the case alone.
    func receipt(of number: CaseNumber, waitingSeconds: Int) async throws(ServiceError) -> Transport?

    /// One case with its history and materials, or `nil` where this node has no such case.
    func caseView(_ number: CaseNumber) async throws(ServiceError) -> CaseView?

    /// A page of the case list, newest first.
    func cases(_ query: CaseQuery) async throws(ServiceError) -> CasePage

    /// Shows personal data of a case whole, once the decision is in the audit trail on disk.
    ///
    /// Throws `.revealRefused` where the rules do not allow it; that is in the audit trail too.
    func reveal(_ order: RevealOrder, of number: CaseNumber) async throws(ServiceError) -> RevealedData
}

/// Materials: the bytes of documents, named by their digest.
package protocol MaterialService: Sendable {
    /// Stores a material and answers once it is on disk under its digest.
    ///
    /// The service reads `upload.bytes` to the end at its own pace. Whatever ends it early leaves nothing behind. The
    /// stream itself throws `.tooLarge` and `.uploadBroken` as `ServiceError`, to be passed on as they are; any other
    /// error of the stream means the same as `.uploadBroken`. Another digest than expected is `.digestMismatch`. Bytes
    /// that are held already are not an error.
    func put(_ upload: MaterialUpload) async throws(ServiceError) -> StoredMaterial

    /// What is known of a material, or `nil` where this node never heard of it.
    func material(_ digest: MaterialDigest) async throws(ServiceError) -> MaterialInfo?

    /// Makes sure that a caller may read a material, and writes the look into the audit trail.
    ///
    /// Throws `.notPermitted` for a caller who may see the papers of no case that has it, and did not put it here within the
    /// last hour.
    func look(at digest: MaterialDigest, by caller: Caller) async throws(ServiceError)

    /// Remembers for an hour who put a material here, so that it can be read before a case names it.
    func noteUpload(_ digest: MaterialDigest, by caller: Caller)

    /// The bytes of a complete material from `range.lowerBound` to before `range.upperBound`, in small chunks.
    ///
    /// Throws `.incomplete` while bytes are missing. The stream reads as the consumer takes.
    func bytes(of digest: MaterialDigest, range: Range<Int64>) async throws(ServiceError) -> ByteStream
}

/// Other cities' nodes: how they stand, whether anything is outstanding, what was halted.
package protocol PeerService: Sendable {
    /// Every member of the alliance but this node, in order of code.
    func peers() async throws(ServiceError) -> [PeerStatus]

    /// Compares with one peer; throws `.notFound` for a code that is no member.
    ///
    /// A peer that cannot be asked gives a report whose `answeredAt` is `nil`, not an error.
    func reconcile(_ peer: CityCode) async throws(ServiceError) -> ReconcileReport

    /// Sends a peer an entry that means nothing, and waits for its receipt; throws `.notFound` for a code that is no member.
    ///
    /// A peer that does not answer in time gives a report without a receipt, not an error.
    func probe(_ peer: CityCode, waitingSeconds: Int) async throws(ServiceError) -> ProbeReport

    /// Lets a halted stream compare again after an operator has looked; throws `.notHalted` where it is not halted.
    func resume(_ peer: CityCode, lane: LaneName, direction: StreamDirection) async throws(ServiceError) -> PeerStatus
}

/// Entries that could not be applied.
package protocol QuarantineService: Sendable {
    /// A page of quarantined entries, newest first.
    func quarantine(_ query: QuarantineQuery) async throws(ServiceError) -> QuarantinePage

    /// One quarantined entry, or `nil`.
    func quarantined(_ id: Int64) async throws(ServiceError) -> QuarantineItem?

    /// Tries to apply an entry again; the answer tells how it then stands, still waiting with the new reason included.
    func replay(_ id: Int64, by officer: String) async throws(ServiceError) -> QuarantineItem

    /// Puts an entry away for good; it stays readable.
    func discard(_ id: Int64, by officer: String, reason: String) async throws(ServiceError) -> QuarantineItem
}

/// Who looked at personal data, or was refused, and what was erased.
package protocol AuditService: Sendable {
    /// A page of the audit trail, newest first.
    func audit(_ query: AuditQuery) async throws(ServiceError) -> AuditPage

    /// Walks the trail from its first record; `known` is a digest that was its last one once, if one was kept elsewhere.
    func checkAudit(known: MaterialDigest?) async throws(ServiceError) -> AuditReport
}

/// What happened, in the order in which it was written to disk.
package protocol EventService: Sendable {
    /// At most `limit` events after that id that the filter lets through.
    ///
    /// A slice may hold fewer, or none, where others were passed over; its `through` says how far that went.
    func events(after id: Int64, matching filter: EventFilter, limit: Int) async throws(ServiceError) -> EventSlice

    /// The id of the newest event, 0 before the first.
    func newestEvent() async throws(ServiceError) -> Int64

    /// Says "there may be more" after commits; it may say so too often, never too seldom, and ends the follower's stream
    /// when the node stops.
    ///
    /// Its stream should be one with `bufferingNewest(1)`: several commits are one wake-up to a slow follower.
    func wake(_ follower: AsyncStream<Void>.Continuation)
}

/// What people were told of cases that are slow.
package protocol ReminderService: Sendable {
    /// A page of reminders, newest first.
    func reminders(_ query: ReminderFilter) async throws(ServiceError) -> ReminderList
}

/// How many cases there were, and how they went.
package protocol StatisticsService: Sendable {
    /// The report of a span of days, counted now from what is on disk; it may take a while.
    func statistics(_ query: StatisticsQuery) async throws(ServiceError) -> StatisticsReport
}

/// How this node does.
package protocol StatusService: Sendable {
    /// How this node does, now.
    func status() async throws(ServiceError) -> NodeStatus
}
