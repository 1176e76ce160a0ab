import Hummingbird

/// Bytes that come in chunks, as fast as they are taken, and may end with an error.
///
/// It can be read once.
package struct ByteStream: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = any Error

    private let make: @Sendable () -> Iterator

    /// Wraps any sequence of chunks.
    package init<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) where Chunks.Element == ByteBuffer {
        make = {
            var iterator = chunks.makeAsyncIterator()
            return Iterator { try await iterator.next() }
        }
    }

    /// Takes each chunk from a function, until it gives `nil` or throws.
    package init(unfolding next: @escaping @Sendable () async throws -> ByteBuffer?) {
        make = { Iterator { try await next() } }
    }

    /// Starts to read.
    package func makeAsyncIterator() -> Iterator { make() }

    /// Reads chunk after chunk.
    package struct Iterator: AsyncIteratorProtocol {
        let step: () async throws -> ByteBuffer?

        /// The next chunk, or `nil` at the end.
        package mutating func next() async throws -> ByteBuffer? { try await step() }

        /// The next chunk, or `nil` at the end.
        package mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            try await step()
        }
    }
}
