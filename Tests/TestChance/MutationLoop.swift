import Foundation

/// Inputs that are made of others by chance, the same ones for the same seed.
///
/// Each is one of the corpus with up to four changes; parts of all of the corpus are mixed in. With `TONGBAN_MUTATIONS=N`
/// in the environment a loop gives N times as many, and goes further into the same chance. An input that ends the process is
/// left in the temporary folder under the loop's name.
public struct MutationLoop: Sendable {
    /// How many times more inputs than usual are wanted.
    public static let factor = max(1, ProcessInfo.processInfo.environment["TONGBAN_MUTATIONS"].flatMap { Int($0) } ?? 1)

    private static let changesMax = 4

    /// What the inputs are for.
    public let name: String
    /// What is read as it is: most inputs begin as one of these.
    public let sound: [[UInt8]]
    /// What was hard once.
    public let kept: [[UInt8]]
    /// Texts that mean something there.
    private let words: [[UInt8]]

    /// Prepares a loop.
    ///
    /// - Parameters:
    ///   - sound: inputs that read well; at least one.
    ///   - kept: inputs that were hard once.
    ///   - words: texts that mean something to whoever reads, such as brackets and the largest numbers.
    public init(_ name: String, sound: [[UInt8]], kept: [[UInt8]], words: [String] = []) {
        precondition(!sound.isEmpty, "a loop has something to begin with")
        self.name = name
        self.sound = sound
        self.kept = kept
        self.words = words.map { Array($0.utf8) }
    }

    /// The inputs of a seed: at first all of the corpus as it is, then `rounds` changed ones.
    public func inputs(seed: UInt64, rounds: Int) -> Inputs {
        Inputs(loop: self, seed: seed, rounds: sound.count + kept.count + rounds * Self.factor)
    }

    /// The inputs of one seed, one after the other.
    public struct Inputs: Sequence, IteratorProtocol {
        private let loop: MutationLoop
        private let seed: UInt64
        private let rounds: Int
        private var round = 0
        private let last: LastInput

        fileprivate init(loop: MutationLoop, seed: UInt64, rounds: Int) {
            self.loop = loop
            self.seed = seed
            self.rounds = rounds
            last = LastInput(of: "\(loop.name)-\(seed)")
        }

        /// The next input; it is kept outside the process until the one after it is asked for.
        public mutating func next() -> MutatedInput? {
            guard round < rounds else { return nil }
            let input = loop.input(seed: seed, round: round)
            round += 1
            last.keep(input.bytes)
            return input
        }
    }

    /// One input; it depends on nothing but the corpus, the seed and the round.
    private func input(seed: UInt64, round: Int) -> MutatedInput {
        func made(_ bytes: [UInt8], origin: Int?) -> MutatedInput {
            MutatedInput(name: name, seed: seed, round: round, origin: origin, bytes: bytes)
        }
        if round < sound.count { return made(sound[round], origin: round) }
        if round < sound.count + kept.count { return made(kept[round - sound.count], origin: nil) }
        var random = SplitMix(seed: seed &* 0x1_0000_0001 &+ UInt64(round) << 17)
        var origin: Int?
        var bytes: [UInt8]
        if kept.isEmpty || random.below(4) > 0 {
            let chosen = random.below(sound.count)
            origin = chosen
            bytes = sound[chosen]
        } else {
            bytes = kept[random.below(kept.count)]
        }
        for _ in 0...random.below(Self.changesMax) { change(&bytes, using: &random) }
        return made(bytes, origin: origin)
    }

    private func change(_ bytes: inout [UInt8], using random: inout SplitMix) {
        let at = random.below(bytes.count + 1)
        func end(_ countMax: Int) -> Int { Swift.min(bytes.count, at + 1 + random.below(countMax)) }
        switch random.below(9) {
        case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8(random.below(8))
        case 1 where at < bytes.count: bytes[at] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
        case 2 where at < bytes.count: bytes.removeSubrange(at..<end(12))
        case 3 where at < bytes.count: bytes.insert(contentsOf: bytes[at..<end(64)], at: at)
        case 4 where random.below(4) == 0: bytes.removeSubrange(at...)
        case 5: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: at)
        case 6...7 where !words.isEmpty:
            // In the place of something as often as beside it.
            let word = words[random.below(words.count)]
            bytes.replaceSubrange(at..<(random.below(2) == 0 ? at : end(word.count)), with: word)
        default:
            let other = (sound + kept)[random.below(sound.count + kept.count)]
            guard !other.isEmpty else { return }
            let start = random.below(other.count)
            let part = other[start..<Swift.min(other.count, start + 1 + random.below(160))]
            bytes.replaceSubrange(at..<(random.below(2) == 0 ? at : end(part.count)), with: part)
        }
    }
}
