/// The bytes that a GET asks for (RFC 9110, section 14).
struct ByteRange: Hashable {
    /// From the first byte to before the last.
    let range: Range<Int64>
    /// Whether a range was asked for and is given.
    let isPartial: Bool

    /// All of it.
    static func whole(size: Int64) -> ByteRange { ByteRange(range: 0..<size, isPartial: false) }

    private init(range: Range<Int64>, isPartial: Bool) {
        self.range = range
        self.isPartial = isPartial
    }

    /// Reads a `Range` header.
    ///
    /// Several ranges, other units and what cannot be read give the whole, as the standard allows; a range outside the
    /// material is refused.
    init(_ header: String?, size: Int64) throws(Problem) {
        guard let header, header.hasPrefix("bytes="),
            let (first, last) = Self.parse(header.dropFirst(6))
        else {
            self = .whole(size: size)
            return
        }
        let wanted: Range<Int64>?
        switch (first, last) {
        case (let first?, let last?) where first <= last && first < size:
            wanted = first..<(min(last, size - 1) + 1)
        case (let first?, nil) where first < size: wanted = first..<size
        case (nil, let suffix?) where suffix > 0 && size > 0: wanted = max(0, size - suffix)..<size
        default: wanted = nil
        }
        guard let wanted else {
            var problem = Problem(
                .rangeNotSatisfiable,
                "The material has \(size) bytes. Ask for a range within.",
                field: "Range"
            )
            problem.headers[.contentRange] = "bytes */\(size)"
            throw problem
        }
        self.init(range: wanted, isPartial: true)
    }

    private static func parse(_ text: Substring) -> (Int64?, Int64?)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, !text.contains(",") else { return nil }
        guard let first = number(parts[0]), let last = number(parts[1]) else { return nil }
        if first == nil, last == nil { return nil }
        if let first, let last, last < first { return nil }
        return (first, last)
    }

    /// A number, "not given", or (the outer `nil`) neither.
    private static func number(_ text: Substring) -> Int64?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else { return nil }
        return .some(number)
    }
}
