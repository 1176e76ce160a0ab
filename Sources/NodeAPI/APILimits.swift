/// Every bound of the API in one place.
package enum APILimits {
    /// The largest JSON body of a request.
    package static let jsonBodyBytesMax = 1 << 20
    /// The deepest nesting of a JSON body.
    package static let jsonDepthMax = 32
    /// The largest material where the configuration says nothing else.
    package static let materialBytesMax: Int64 = 2 << 30
    /// The largest chunk of a material that is held at once.
    package static let materialChunkBytesMax = 64 << 10
    /// The longest `Idempotency-Key`.
    package static let idempotencyKeyBytesMax = 128
    /// The longest path with query.
    package static let targetBytesMax = 4096
    /// Lines of a bulk request.
    package static let bulkLinesMax = 10_000
    /// Lines of a bulk request that are done at once.
    ///
    /// The more, the fewer pages of the database are written for each; their answers come in one piece.
    static let bulkLinesAtOnce = 512
    /// Their bytes, before no further line is taken; as many again are read meanwhile.
    static let bulkBytesAtOnce = 4 << 20
    /// Bulk requests at once.
    static let bulkRequestsMax = 8
    /// The longest wait for a receipt that a caller may ask for.
    package static let waitSecondsMax = 60
    /// How long a probe waits for the receipt unless the caller says otherwise.
    static let probeSecondsDefault = 10
    /// After how long to ask again whether a node is ready.
    static let readinessSeconds = 5
    /// Connections at once at each listener.
    package static let connectionsMax = 2_048
    /// Followers of the event feed at once.
    package static let followersMax = 256
    /// Items that a list of cases may be asked for at once.
    package static let itemsOfListMax = 50
    /// Events read from the journal at once for one follower.
    package static let feedSliceEventsMax = 256
    /// After how long a follower that lost its connection should come back.
    package static let feedRetryMilliseconds = 2_000
    /// How often a comment goes to a follower when nothing happens.
    package static let feedHeartbeatMillisecondsMax: Int64 = 15_000
    /// Cases, quarantined entries or audit records on a page where nothing is said.
    package static let pageItemsDefault = 50
    /// Cases, quarantined entries or audit records on a page at most.
    package static let pageItemsMax = 500
    /// Outstanding items that a reconciliation shows at most; the total is always told.
    package static let outstandingItemsMax = 1000
    /// How long a new connection may take to send the head of its first request.
    static let firstHeadMillisecondsMax: Int64 = 30_000
    /// How long the node waits for so many bytes of a body.
    static let bodyMillisecondsMax: Int64 = 30_000
    /// How many bytes of a body come in that time at least, unless it is complete.
    static let bodyBytesMin = 4_096
    /// How long the node waits with a full buffer until the caller takes some of it.
    static let takeMillisecondsMax: Int64 = 60_000
    /// How often a connection's pace is looked at.
    static let paceLookMilliseconds: Int64 = 1_000
    /// How long a connection without a request stays.
    package static let idleSecondsMax: Int64 = 120
    /// The longest name of an officer and the longest reason in operators' actions, in UTF-8 bytes.
    package static let operatorTextBytesMax = 1024
}
