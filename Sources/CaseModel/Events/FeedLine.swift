import JSONCoding

/// An event with its JSON, written once for all that read it.
public struct FeedLine: Hashable, Sendable {
    /// The event.
    public let event: FeedEvent
    /// The event as JSON on one line.
    public let json: String

    /// Writes an event.
    public init(_ event: FeedEvent) {
        self.event = event
        json = Self.text(event)
    }

    /// The line as a filter lets it through: the same, one with fewer cases, or `nil`.
    public func narrowed(by filter: EventFilter) -> FeedLine? {
        guard let kept = filter.narrowing(event) else { return nil }
        return kept.subjects.count == event.subjects.count ? self : FeedLine(kept)
    }

    /// A value of texts and numbers always encodes; one that does not is a broken invariant.
    private static func text(_ event: FeedEvent) -> String {
        do {
            return try JSONStream.text(event)
        } catch {
            preconditionFailure("an event did not encode: \(error)")
        }
    }
}

/// Some events, and how far the journal was read for them.
public struct EventSlice: Hashable, Sendable {
    /// The events in order of id; events of one id are never split over two slices.
    public var events: [FeedLine]
    /// The journal was read through this id: ask after it next.
    ///
    /// Not less than the id that was asked after, also where the filter let nothing through.
    public var through: Int64
    /// Whether there was nothing more when it was read.
    public var isAtEnd: Bool

    /// Makes a slice.
    public init(events: [FeedLine], through: Int64, isAtEnd: Bool) {
        self.events = events
        self.through = through
        self.isAtEnd = isAtEnd
    }
}
