import ExchangeCore

/// A 256-bit hash that stands in for SHA-256 in simulations: quick, without any dependency, and of no use against malice.
///
/// Four lanes of 64 bits take every word with a lane's own odd multiplier and rotation, and are mixed at the end. Two
/// different inputs of a simulation get the same value with a chance of about 2^-128, so equal means same.
struct Fingerprint {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1
    )

    /// Takes eight bytes.
    mutating func absorb(_ word: UInt64) {
        lanes.0 = Self.turn((lanes.0 ^ word) &* 0x9E37_79B9_7F4A_7C15, 23)
        lanes.1 = Self.turn((lanes.1 ^ word) &* 0xC2B2_AE3D_27D4_EB4F, 29)
        lanes.2 = Self.turn((lanes.2 ^ word) &* 0x1656_67B1_9E37_79F9, 31)
        lanes.3 = Self.turn((lanes.3 ^ word) &* 0x85EB_CA77_C2B2_AE63, 37)
    }

    /// Takes bytes and their number.
    mutating func absorb(_ bytes: [UInt8]) {
        var word: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            word = word << 8 | UInt64(byte)
            if index & 7 == 7 {
                absorb(word)
                word = 0
            }
        }
        absorb(word)
        absorb(UInt64(bytes.count))
    }

    /// The value of everything taken.
    var digest: Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Digest.byteCount)
        var carry: UInt64 = 0
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
            var chance = Chance(seed: lane ^ carry)
            carry = chance.next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: carry >> (56 - UInt64(shift) * 8))) }
        }
        return Digest(bytes) ?? .zero
    }

    private static func turn(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
