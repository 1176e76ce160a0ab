/// An IPv4 or IPv6 address, and whether it may be somebody's on the internet.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16 bytes, the most significant first.
    let bytes: [UInt8]

    /// Takes 4 or 16 bytes; another number is `nil`.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// The address as programs write it; of IPv6 without shortening.
    var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2)
            .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }

    /// Why a webhook must not go there unless an operator allows its name; `nil` for a public address.
    var objection: String? {
        if bytes.count == 4 { return Self.objection(bytes, to: Self.specialIPv4) }
        // IPv4 in the clothes of IPv6 is judged as IPv4: mapped, compatible, 6to4, NAT64.
        for (prefix, place) in Self.embeddings where bytes.starts(with: prefix) {
            return Self.objection(Array(bytes[place..<(place + 4)]), to: Self.specialIPv4)
                ?? "an IPv4 address within an IPv6 address"
        }
        guard bytes[0] & 0xE0 == 0x20 else {
            return Self.objection(bytes, to: Self.specialIPv6) ?? "not a global unicast address"
        }
        return Self.objection(bytes, to: Self.specialIPv6)
    }

    private struct Range {
        var prefix: [UInt8]
        var bits: Int
        var name: String

        init(_ prefix: [UInt8], _ bits: Int, _ name: String) {
            self.prefix = prefix
            self.bits = bits
            self.name = name
        }

        func holds(_ bytes: [UInt8]) -> Bool {
            for index in 0..<((bits + 7) / 8) {
                let kept = min(8, bits - index * 8)
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> kept)
                let wanted = index < prefix.count ? prefix[index] : 0
                if bytes[index] & mask != wanted & mask { return false }
            }
            return true
        }
    }

    private static func objection(_ bytes: [UInt8], to ranges: [Range]) -> String? {
        ranges.first { $0.holds(bytes) }?.name
    }

    /// What the registries of special-purpose addresses hold (RFC 6890 and later).
    private static let specialIPv4: [Range] = [
        .init([0], 8, "an address of this network"), .init([10], 8, "a private address"),
        .init([100, 64], 10, "a carrier's shared address"), .init([127], 8, "a loopback address"),
        .init([169, 254], 16, "a link-local address"), .init([172, 16], 12, "a private address"),
        .init([192, 0, 0], 24, "a reserved address"), .init([192, 0, 2], 24, "an address for documentation"),
        .init([192, 31, 196], 24, "a reserved address"), .init([192, 52, 193], 24, "a reserved address"),
        .init([192, 88, 99], 24, "a relay's address"), .init([192, 168], 16, "a private address"),
        .init([192, 175, 48], 24, "a reserved address"), .init([198, 18], 15, "an address for measurements"),
        .init([198, 51, 100], 24, "an address for documentation"),
        .init([203, 0, 113], 24, "an address for documentation"), .init([224], 4, "a multicast address"),
        .init([240], 4, "a reserved address"),
    ]

    private static let specialIPv6: [Range] = [
        .init([], 127, "a loopback or unspecified address"), .init([0xFC], 7, "a unique-local address"),
        .init([0xFE, 0x80], 10, "a link-local address"), .init([0xFE, 0xC0], 10, "a site-local address"),
        .init([0xFF], 8, "a multicast address"), .init([0x20, 0x01], 23, "a reserved address"),
        .init([0x20, 0x01, 0x0D, 0xB8], 32, "an address for documentation"),
        .init([0x3F, 0xFF], 20, "an address for documentation"),
    ]

    private static let embeddings: [(prefix: [UInt8], place: Int)] = [
        ([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF], 12),
        ([UInt8](repeating: 0, count: 8) + [0xFF, 0xFF, 0, 0], 12),
        ([0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 12), ([0x20, 0x02], 2),
    ]
}
