/// How fast a caller sends and takes, and when it is too slow to be waited for.
///
/// A connection costs the node little, but there are only so many. So a caller that has opened one begins a request soon,
/// sends a body at some pace while the node would read it, and takes what it has asked for.
///
/// Times are milliseconds that never go back.
struct Pace: Hashable, Sendable {
    /// What is demanded of a caller.
    struct Limits: Hashable, Sendable {
        /// How long a new connection may take to send the head of its first request.
        var headMilliseconds = APILimits.firstHeadMillisecondsMax
        /// How long the node waits for so many bytes of a body.
        var bodyMilliseconds = APILimits.bodyMillisecondsMax
        /// How many bytes of a body have to come in that time, unless it is complete.
        var bodyBytes = APILimits.bodyBytesMin
        /// How long the node waits with a full buffer until the caller takes some of it.
        var takeMilliseconds = APILimits.takeMillisecondsMax
    }

    private let limits: Limits
    /// When the first request has to have begun; `nil` once it has.
    private var headBy: Int64?
    private var isInBody = false
    /// Since when the node would read and nothing came; `nil` while it does other things.
    private var readSince: Int64?
    /// How long it has waited for the bytes that came since it counts.
    private var waited: Int64 = 0
    private var bytes = 0
    /// Since when the caller's buffer is full.
    private var fullSince: Int64?

    /// A connection was opened.
    init(_ limits: Limits = Limits(), at now: Int64) {
        self.limits = limits
        headBy = now + limits.headMilliseconds
    }

    /// The node would read.
    mutating func wantsToRead(at now: Int64) {
        if isInBody, readSince == nil { readSince = now }
    }

    /// A request's head came.
    mutating func head() {
        headBy = nil
        isInBody = true
        startCounting()
    }

    /// Bytes of a body came.
    ///
    /// Those of a while count together, so that a slow link with few at a time is no fault.
    mutating func body(_ count: Int, at now: Int64) {
        if let readSince { waited += now - readSince }
        readSince = nil
        bytes += count
        if bytes >= limits.bodyBytes { startCounting() }
    }

    /// A body is complete.
    mutating func end() {
        isInBody = false
        startCounting()
    }

    /// The buffer towards the caller is full, or has room again.
    mutating func buffer(isFull: Bool, at now: Int64) { fullSince = isFull ? now : nil }

    /// Whether the caller is too slow by now.
    func isTooSlow(at now: Int64) -> Bool {
        if let headBy, now >= headBy { return true }
        if let readSince, waited + now - readSince >= limits.bodyMilliseconds { return true }
        return fullSince.map { now >= $0 + limits.takeMilliseconds } ?? false
    }

    private mutating func startCounting() {
        readSince = nil
        waited = 0
        bytes = 0
    }
}
