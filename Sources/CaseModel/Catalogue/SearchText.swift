/// A text as the search compares it: without case, width, spaces and punctuation.
struct SearchText: Hashable, Sendable, Comparable {
    /// The scalars that count.
    let scalars: [UInt32]

    /// Folds a text.
    init(_ text: some StringProtocol) {
        scalars = text.unicodeScalars.compactMap(Self.fold)
    }

    private init(scalars: [UInt32]) { self.scalars = scalars }

    /// The words of a text, each folded, empty ones left out.
    static func words(of text: String) -> [SearchText] {
        var words: [SearchText] = []
        var word: [UInt32] = []
        for scalar in text.unicodeScalars {
            if let folded = fold(scalar) {
                word.append(folded)
            } else if !word.isEmpty {
                words.append(SearchText(scalars: word))
                word = []
            }
        }
        return word.isEmpty ? words : words + [SearchText(scalars: word)]
    }

    /// Whether nothing is left of it.
    var isEmpty: Bool { scalars.isEmpty }

    /// Whether it is made of the letters `a` to `z` alone.
    var isLatin: Bool { scalars.allSatisfy { (0x61...0x7A).contains($0) } }

    /// Whether it begins like another text.
    func hasPrefix(_ other: SearchText) -> Bool { scalars.starts(with: other.scalars) }

    /// The first place at which another text stands in it.
    func place(of other: SearchText) -> Int? {
        other.place(among: scalars.count) { scalars[$0] == $1 }
    }

    /// The first place from which on each character can begin with this text's letter at its place.
    func place(in initials: [PinyinInitials]) -> Int? {
        place(among: initials.count) { initials[$0].contains($1) }
    }

    private func place(among count: Int, where fits: (_ place: Int, _ scalar: UInt32) -> Bool) -> Int? {
        guard scalars.count <= count else { return nil }
        return (0...(count - scalars.count)).first { start in
            scalars.indices.allSatisfy { fits(start + $0, scalars[$0]) }
        }
    }

    /// Orders scalar by scalar.
    static func < (left: SearchText, right: SearchText) -> Bool {
        left.scalars.lexicographicallyPrecedes(right.scalars)
    }

    /// A letter or digit as it is compared, or `nil` for all else.
    private static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
        // Full-width forms stand in the order of ASCII.
        let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
        switch value {
        case 0x30...0x39, 0x61...0x7A: return value
        case 0x41...0x5A: return value + 0x20
        case 0x00...0x7F: return nil
        default: return scalar.properties.isAlphabetic ? value : nil
        }
    }
}
