/// Bytes that a frame brings: an array, or a part of what a transport keeps, which is not copied.
package struct FrameBytes: Sendable {
    private enum Place {
        case array([UInt8])
        case kept(UnsafeRawBufferPointer, by: any AnyObject & Sendable)
    }

    /// Unsafe only by the pointer, whose bytes do not change as long as their keeper is here.
    private nonisolated(unsafe) let place: Place

    /// Takes an array.
    package init(_ array: [UInt8]) { place = .array(array) }

    /// Takes bytes that do not change and stay where they are as long as `keeper` is here.
    init(_ bytes: UnsafeRawBufferPointer, keptBy keeper: any AnyObject & Sendable) {
        place = .kept(bytes, by: keeper)
    }

    /// How many there are.
    package var count: Int {
        switch place {
        case .array(let array): array.count
        case .kept(let bytes, _): bytes.count
        }
    }

    /// Whether there are none.
    package var isEmpty: Bool { count == 0 }

    /// Calls `body` with the bytes, which must not leave it.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch place {
        case .array(let array):
            return try array.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
                try body(UnsafeRawBufferPointer(buffer))
            }
        case .kept(let bytes, let keeper):
            defer { extendLifetime(keeper) }
            return try body(bytes)
        }
    }
}

extension FrameBytes: Hashable {
    package static func == (one: FrameBytes, other: FrameBytes) -> Bool {
        one.withUnsafeBytes { mine in other.withUnsafeBytes { $0.elementsEqual(mine) } }
    }

    package func hash(into hasher: inout Hasher) { withUnsafeBytes { hasher.combine(bytes: $0) } }
}

extension FrameBytes: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: UInt8...) { self.init(elements) }
}
