/// The bytes of one JSON text (RFC 8259) while it is written: compact, slashes and everything beyond ASCII as they are, the
/// members of each object in the order of their keys' bytes as they are written.
package struct JSONOutput {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    /// The objects and lists that are not closed yet, outermost first.
    private var open: [Frame] = []
    /// Where each member of the open objects begins; the innermost object's stand last.
    private var members: [Member] = []

    private struct Frame {
        let isObject: Bool
        /// Where what is in it begins.
        let start: Int
        /// How many members stood before its own.
        let firstMember: Int
        var count = 0
        /// Whether its members came in the order of their keys so far.
        var isSorted = true
    }

    private struct Member {
        /// Where its key begins, at the quote.
        let start: Int
        /// Where its key ends, at the quote.
        let keyEnd: Int
    }

    /// Begins with nothing, and with room for so many bytes.
    package init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

    /// How many objects and lists are open.
    var depth: Int { open.count }

    /// How many members or items the innermost has.
    var count: Int { open.last?.count ?? 0 }

    /// Opens an object or a list.
    mutating func begin(object: Bool) {
        bytes.append(UInt8(ascii: object ? "{" : "["))
        open.append(Frame(isObject: object, start: bytes.count, firstMember: members.count))
    }

    /// Begins a member of the innermost object, whose value is written next.
    mutating func member(_ key: String) {
        comma()
        let start = bytes.count
        text(key)
        let member = Member(start: start, keyEnd: bytes.count - 1)
        bytes.append(UInt8(ascii: ":"))
        let frame = open.count - 1
        if open[frame].count > 1, open[frame].isSorted, !precedes(members[members.count - 1], member) {
            open[frame].isSorted = false
        }
        members.append(member)
    }

    /// Begins an item of the innermost list, which is written next.
    mutating func item() { comma() }

    /// Closes what is open beyond that many.
    mutating func close(to depth: Int) {
        while open.count > depth {
            let frame = open.removeLast()
            if !frame.isSorted { sort(frame) }
            members.removeSubrange(frame.firstMember...)
            bytes.append(UInt8(ascii: frame.isObject ? "}" : "]"))
        }
    }

    /// Writes a text in quotes.
    package mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(UInt8(ascii: "\""))
            var written = 0
            for index in utf8.indices where Self.isEscaped(utf8[index]) {
                bytes.append(contentsOf: utf8[written..<index])
                escape(utf8[index])
                written = index + 1
            }
            bytes.append(contentsOf: utf8[written...])
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Writes what is JSON already, or a piece of it.
    package mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    /// Writes what is JSON already, or a piece of it.
    package mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes a number or a word.
    package mutating func bare(_ word: String) { bytes.append(contentsOf: word.utf8) }

    private mutating func comma() {
        if open[open.count - 1].count > 0 { bytes.append(UInt8(ascii: ",")) }
        open[open.count - 1].count += 1
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bare("\\\"")
        case UInt8(ascii: "\\"): bare("\\\\")
        case 0x08: bare("\\b")
        case 0x09: bare("\\t")
        case 0x0A: bare("\\n")
        case 0x0C: bare("\\f")
        case 0x0D: bare("\\r")
        default:
            let digits = String(byte, radix: 16)
            bare("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }

    private func precedes(_ one: Member, _ other: Member) -> Bool {
        bytes[(one.start + 1)..<one.keyEnd].lexicographicallyPrecedes(bytes[(other.start + 1)..<other.keyEnd])
    }

    /// Puts an object's members in the order of their keys.
    private mutating func sort(_ frame: Frame) {
        let own = members[frame.firstMember...]
        // A member ends before the comma of the next one.
        let ends = own.dropFirst().map { $0.start - 1 } + [bytes.count]
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count - frame.start)
        for (member, end) in zip(own, ends).sorted(by: { precedes($0.0, $1.0) }) {
            if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
            sorted.append(contentsOf: bytes[member.start..<end])
        }
        bytes.replaceSubrange(frame.start..., with: sorted)
    }
}
