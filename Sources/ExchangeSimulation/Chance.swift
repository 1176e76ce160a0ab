/// A seeded source of chance: SplitMix64 (Steele, Lea and Flood 2014), the same numbers on every machine for ever.
///
/// The state grows by the golden ratio, 0x9E3779B97F4A7C15, and each output is the state mixed by two multiplications and
/// three shifts. The standard library's generators are not used: what they give may change between versions, and a seed
/// in a failure report has to replay the same run years later.
public struct Chance: Sendable {
    private var state: UInt64

    /// Starts from a seed; every seed is good.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `bound`; 0 when there is no such number.
    public mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

    /// A number in the range.
    public mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True once in so many times on average; never for 0.
    public mutating func once(in count: Int) -> Bool { count > 0 && below(count) == 0 }

    /// Another source that depends on this one and runs apart from it.
    public mutating func split() -> Chance { Chance(seed: next()) }
}
