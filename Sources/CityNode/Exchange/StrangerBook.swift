import ExchangeCore

/// The connections that were refused because their key is on no list, by address and key.
struct StrangerBook {
    private struct Key: Hashable {
        var address: String
        var key: String?
    }

    private var strangers: [Key: Stranger] = [:]
    /// How many attempts were counted.
    private(set) var count: Int64 = 0

    /// Counts one more attempt.
    ///
    /// The oldest are forgotten beyond the limit.
    mutating func note(address: String, key: String?, at now: Instant) {
        // Ports change with every attempt; the host is what tells people something.
        var host = address
        if host.hasPrefix("tcp://") { host.removeFirst(6) }
        // An IPv6 address without brackets has no port.
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]"),
            host[..<colon].hasSuffix("]") || !host[..<colon].contains(":")
        {
            host = String(host[..<colon])
        }
        // An IPv4 address on an IPv6 socket is that host all the same, with brackets (monitor) or without (authenticator).
        if host.hasPrefix("[::ffff:"), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.hasPrefix("::ffff:") { host.removeFirst(7) }
        count += 1
        let name = Key(address: host, key: key)
        strangers[name, default: Stranger(address: host, key: key, count: 0, lastAt: now)].count += 1
        strangers[name]?.lastAt = now
        if strangers.count > TransportLimits.strangersMax,
            let oldest = strangers.min(by: { $0.value.lastAt < $1.value.lastAt })
        {
            strangers[oldest.key] = nil
        }
    }

    /// Everybody, the newest first.
    var list: [Stranger] { strangers.values.sorted { $0.lastAt > $1.lastAt } }
}
