/// An input that chance made, and how to make it again.
public struct MutatedInput: Sendable, CustomStringConvertible {
    /// The test that it is for.
    public var name: String
    /// The seed of the run.
    public var seed: UInt64
    /// Which one of the run it is, from 0.
    public var round: Int
    /// Which of the sound inputs was changed; `nil` where it began as one that was kept.
    public var origin: Int?
    /// The input.
    public var bytes: [UInt8]

    /// How to repeat it, and how to keep it for good.
    public var description: String {
        "input \(round) of seed \(seed) for \(name). Keep it in the corpus: echo \(hex) > NAME.hex"
    }

    private var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
