import Glibc
import Synchronization

/// The system's random numbers for salts, 32 of them fetched at once.
///
/// Each call of the kernel takes a third of a microsecond, and a node needs tens of thousands of salts a second.
final class SaltSource: Sendable {
    private struct Stock {
        var words = [UInt64](repeating: 0, count: SaltSource.bytesAtOnce / 8)
        var left = 0
    }

    /// The most that getentropy(3) gives, as a whole or not at all.
    private static let bytesAtOnce = 256

    private let stock = Mutex(Stock())

    /// Makes an empty one.
    init() {}

    fileprivate func next() -> UInt64 {
        stock.withLock { stock in
            if stock.left == 0 {
                let isFilled = stock.words.withUnsafeMutableBytes { words in
                    words.baseAddress.map { getentropy($0, words.count) == 0 } ?? false
                }
                precondition(isFilled, "the kernel has random numbers")
                stock.left = stock.words.count
            }
            stock.left -= 1
            defer { stock.words[stock.left] = 0 }
            return stock.words[stock.left]
        }
    }
}

/// Random numbers from a ``SaltSource``.
struct SaltGenerator: RandomNumberGenerator {
    private let source: SaltSource

    /// Takes them from a source.
    init(_ source: SaltSource) { self.source = source }

    mutating func next() -> UInt64 { source.next() }
}
