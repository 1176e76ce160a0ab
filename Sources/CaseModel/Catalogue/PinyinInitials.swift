/// With which letters the pinyin of a character can begin (拼音首字母).
///
/// A character with several readings has the initials of all of them, so 行 is found by `x` and by `h`.
struct PinyinInitials: Hashable, Sendable {
    /// One bit for each letter from `a` on.
    let bits: UInt32

    /// The initials of a folded character: a Latin letter has itself, what GB 2312 does not hold has none.
    init(_ scalar: UInt32) {
        if let bit = Self.bit(of: scalar) {
            bits = bit
        } else if scalar >= Self.first, scalar - Self.first < UInt32(Self.known.count) {
            bits = Self.known[Int(scalar - Self.first)]
        } else {
            bits = 0
        }
    }

    /// Whether a reading begins with a letter, `a` to `z`.
    func contains(_ letter: UInt32) -> Bool { Self.bit(of: letter).map { bits & $0 != 0 } ?? false }

    private static let first: UInt32 = 0x4E00

    /// The bits of every character from U+4E00 on.
    private static let known: [UInt32] = {
        var known = [UInt32](repeating: 0, count: 0x9FFF - 0x4E00 + 1)
        for (letter, characters) in table {
            guard let bit = bit(of: letter.value) else { continue }
            for scalar in characters.unicodeScalars { known[Int(scalar.value - first)] |= bit }
        }
        return known
    }()

    private static func bit(of letter: UInt32) -> UInt32? {
        (0x61...0x7A).contains(letter) ? 1 << (letter - 0x61) : nil
    }
}
