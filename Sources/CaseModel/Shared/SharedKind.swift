/// What two cities keep together beside their cases (共享台账).
public enum SharedKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// A parcel with originals or results (邮寄件).
    case parcel
    /// A visit that was evaluated, with the ticket that a bad evaluation opens (好差评).
    case visit
    /// A session by video with both cities (视频联合受理).
    case video
    /// A document that a city issued in a case (文书).
    case document
    /// A city's offices and liaisons (联络员名单).
    case contacts
}
