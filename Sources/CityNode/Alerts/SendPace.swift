/// Holds to so many messages a minute.
struct SendPace: Sendable {
    private let perMinute: Int
    private var sent: [Int64] = []

    private static let minuteMilliseconds: Int64 = 60_000

    /// Allows so many messages in any 60 seconds.
    init(perMinute: Int) { self.perMinute = perMinute }

    /// Takes the room for one message, if there is any at `now`.
    mutating func take(now: Int64) -> Bool {
        sent.removeAll { now - $0 >= Self.minuteMilliseconds }
        guard sent.count < perMinute else { return false }
        sent.append(now)
        return true
    }
}
