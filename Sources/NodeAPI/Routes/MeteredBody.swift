import Hummingbird

/// A request's body with its length watched.
///
/// Ends with `ServiceError.tooLarge` past the limit, and with `.uploadBroken` where the caller breaks off or sends another
/// number of bytes than announced.
struct MeteredBody: AsyncSequence, Sendable {
    let base: RequestBody
    let announced: Int64?
    let sizeMax: Int64

    func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator(), announced: announced, sizeMax: sizeMax)
    }

    struct Iterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        let announced: Int64?
        let sizeMax: Int64
        var count: Int64 = 0

        mutating func next() async throws -> ByteBuffer? {
            let chunk: ByteBuffer?
            do {
                chunk = try await base.next()
            } catch is CancellationError {
                throw ServiceError.stopping
            } catch {
                throw ServiceError.uploadBroken("the connection was lost after \(count) bytes")
            }
            guard let chunk else {
                if Task.isCancelled { throw ServiceError.stopping }
                if let announced, announced != count {
                    throw ServiceError.uploadBroken("\(count) of \(announced) bytes came")
                }
                return nil
            }
            count += Int64(chunk.readableBytes)
            guard count <= sizeMax else { throw ServiceError.tooLarge(limitBytes: sizeMax) }
            return chunk
        }
    }
}
