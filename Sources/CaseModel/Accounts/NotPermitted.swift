/// That a caller may not do what it asked for (未授权).
public struct NotPermitted: Error, Hashable, Sendable {
    /// What is not permitted, in a part of a sentence without personal data.
    public var message: String
    /// Which part of the request is meant; `nil` for the call as a whole.
    public var field: String?
    /// What would be permitted there.
    public var allowed: [String]

    /// Refuses.
    public init(_ message: String, field: String? = nil, allowed: [String] = []) {
        self.message = message
        self.field = field
        self.allowed = allowed
    }
}
