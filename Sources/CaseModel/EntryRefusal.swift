/// A node's word that it could not take an entry, and why.
///
/// The entry is in that node's quarantine.
public struct EntryRefusal: Hashable, Sendable, Codable {
    /// The lane on which the refused entry came, as the exchange numbers lanes.
    public var lane: UInt8
    /// Its sequence number there.
    public var sequence: UInt64
    /// A stable word for the cause, in kebab case; what a newer node says may be unknown here.
    public var code: String
    /// The cause for people, and what to do.
    public var detail: String

    /// Fills a refusal.
    public init(lane: UInt8, sequence: UInt64, code: String, detail: String) {
        self.lane = lane
        self.sequence = sequence
        self.code = code
        self.detail = detail
    }
}
