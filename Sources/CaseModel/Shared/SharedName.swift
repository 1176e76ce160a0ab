/// How a shared record is named: what it is, whose it is, and its own name there.
///
/// The owner is the city whose log is the truth of it: a parcel's sender, the evaluated office's city, the city that
/// recorded a session, that issued a document or whose contacts they are. The other city asks, and never writes.
public struct SharedName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What it is.
    public var kind: SharedKind
    /// The city whose log is the truth of it.
    public var owner: CityCode
    /// Its own name at the owner, 1 to 64 characters.
    public var id: String

    /// Names a record.
    public init(kind: SharedKind, owner: CityCode, id: String) {
        self.kind = kind
        self.owner = owner
        self.id = id
    }

    /// The name as `parcel/330800/P-1`.
    public var description: String { "\(kind.rawValue)/\(owner)/\(id)" }
}
