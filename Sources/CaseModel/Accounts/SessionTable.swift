/// Who has signed in at the identity provider and is here still (会话).
///
/// In memory only: a restart signs everybody out. Sessions are known by a hash of what the browser holds.
public struct SessionTable: Sendable {
    private struct Session {
        var account: Int64
        var beganAt: Int64
        var usedAt: Int64
    }

    /// How long a session lasts without use and at all, in milliseconds.
    public struct Terms: Hashable, Sendable {
        /// Without use.
        public var idle: Int64
        /// At all.
        public var whole: Int64

        /// Sets terms.
        public init(idle: Int64 = 15 * 60_000, whole: Int64 = 8 * 3_600_000) {
            self.idle = idle
            self.whole = whole
        }
    }

    /// Sessions at once; where there are more, the one that was used longest ago ends.
    public static let countMax = 10_000

    private var sessions: [[UInt8]: Session] = [:]
    private let terms: Terms

    /// Nobody is signed in.
    public init(terms: Terms = Terms()) { self.terms = terms }

    /// How many there are, those included that nobody has noticed to be over.
    public var count: Int { sessions.count }

    /// Begins a session of an account.
    public mutating func begin(_ hash: [UInt8], account: Int64, at milliseconds: Int64) {
        if sessions.count >= Self.countMax {
            sessions = sessions.filter { holds($0.value, at: milliseconds) }
            if sessions.count >= Self.countMax, let oldest = sessions.min(by: { $0.value.usedAt < $1.value.usedAt }) {
                sessions[oldest.key] = nil
            }
        }
        sessions[hash] = Session(account: account, beganAt: milliseconds, usedAt: milliseconds)
    }

    /// The account of a session, which counts as used now; `nil` where it is over.
    public mutating func use(_ hash: [UInt8], at milliseconds: Int64) -> Int64? {
        guard let session = sessions[hash] else { return nil }
        guard holds(session, at: milliseconds) else {
            sessions[hash] = nil
            return nil
        }
        sessions[hash]?.usedAt = milliseconds
        return session.account
    }

    /// Ends a session.
    public mutating func end(_ hash: [UInt8]) { sessions[hash] = nil }

    private func holds(_ session: Session, at milliseconds: Int64) -> Bool {
        milliseconds - session.usedAt < terms.idle && milliseconds - session.beganAt < terms.whole
    }
}
