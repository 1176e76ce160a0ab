import CaseModel

/// Records that two cities keep together: parcels, evaluations, sessions by video, documents, contacts.
package protocol SharedService: Sendable {
    /// Where and when this node is, which is what people leave out when they write.
    func standpoint() async throws(ServiceError) -> Standpoint

    /// Makes a change as its record's owner, or asks the owner for it, and answers once that is on disk.
    ///
    /// - Parameters:
    ///   - change: What is said, in full; the rules of the record decide whether it is allowed.
    ///   - write: As for `CaseService.submit`.
    func change(_ change: SharedChange, write: WriteKey) async throws(ServiceError) -> SharedAnswer

    /// One record as this node has it, or `nil`.
    func sharedRecord(_ name: SharedName) async throws(ServiceError) -> SharedItem?

    /// A page of the records of one kind, newest first.
    func sharedRecords(_ query: SharedQuery) async throws(ServiceError) -> SharedPage

    /// The contacts that this city gives to the others, or `nil` where it has no list.
    func ownContacts() async throws(ServiceError) -> LiaisonList?
}

/// Where and when a node is, as far as shared records ask.
package struct Standpoint: Hashable, Sendable {
    /// The node's city.
    package var city: CityCode
    /// Now, in milliseconds since 1970-01-01T00:00:00Z.
    package var now: Int64
    /// How the address of a video session is made; `nil` where this node's configuration does not say.
    package var videoLink: LinkTemplate?

    /// Describes a node.
    package init(city: CityCode, now: Int64, videoLink: LinkTemplate? = nil) {
        self.city = city
        self.now = now
        self.videoLink = videoLink
    }
}

/// What a change of a shared record came to.
///
/// It is stored with the key, so that a repetition gives the same status and the same bytes.
package struct SharedAnswer: Hashable, Sendable {
    /// The record.
    package var name: SharedName
    /// Where it stands after the write, as in `SharedRecord.state`.
    package var state: String
    /// How many changes it has had after the write; 0 where the owner has yet to begin it.
    package var version: Int
    /// Whether the record has changed, or its owner was asked and has yet to answer.
    package var effect: WriteAnswer.Effect
    /// When it was written, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Whether this is a stored answer given again; not part of what is stored.
    package var replayed: Bool

    /// Makes an answer.
    package init(
        name: SharedName,
        state: String,
        version: Int,
        effect: WriteAnswer.Effect,
        at: Int64,
        replayed: Bool = false
    ) {
        self.name = name
        self.state = state
        self.version = version
        self.effect = effect
        self.at = at
        self.replayed = replayed
    }
}
