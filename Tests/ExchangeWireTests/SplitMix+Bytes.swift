import TestChance

extension SplitMix {
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }

    mutating func digest() -> [UInt8] { bytes(32) }

    mutating func text(_ count: Int) -> String {
        let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz办件受理补正衢州")
        return String((0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] })
    }
}
