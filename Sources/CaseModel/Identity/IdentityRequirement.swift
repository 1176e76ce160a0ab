/// What an item's guide asks of the identity check.
public struct IdentityRequirement: Hashable, Sendable, Codable {
    /// The weakest level of an online real name that is enough, 1 to 4.
    public var realNameLevelMin: Int
    /// Whether an officer's look by video may stand for the visit (视频代替到场).
    public var videoReplacesPresence: Bool

    /// States a requirement; without a word any real name is enough online, and video never replaces a visit.
    public init(realNameLevelMin: Int = 1, videoReplacesPresence: Bool = false) {
        self.realNameLevelMin = realNameLevelMin
        self.videoReplacesPresence = videoReplacesPresence
    }

    /// Reads a requirement; both parts may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            realNameLevelMin: try container.decodeIfPresent(Int.self, forKey: .realNameLevelMin) ?? 1,
            videoReplacesPresence: try container.decodeIfPresent(Bool.self, forKey: .videoReplacesPresence) ?? false
        )
    }

    /// Whether a passed check is enough for a way of handling.
    ///
    /// A check of the face is never enough by itself.
    public func isMet(by check: IdentityCheck, for mode: HandlingMode) -> Bool {
        guard check.outcome == .passed else { return false }
        switch check.method {
        case .face: return false
        case .video: return videoReplacesPresence
        case .documentSeen, .chipRead: return mode != .online
        case .onlineRealName: return mode == .online && (check.realNameLevel ?? 0) >= realNameLevelMin
        }
    }
}
