import AsyncHTTPClient
import NIOCore

/// One server-sent event.
struct ServerEvent: Hashable, Sendable {
    /// The id, as it was sent.
    var id: String?
    /// The name; empty where none was sent.
    var name: String
    /// The data; several lines are joined by line ends.
    var data: String
}

/// Puts server-sent events together from bytes as they come.
struct ServerEventReader {
    /// The longest line that is taken; a feed with a longer one is not the node's.
    static let lineBytesMax = 1 << 20

    /// A line was too long.
    struct TooLong: Error {}

    private var line: [UInt8] = []
    private var id: String?
    private var name = ""
    private var data: [String] = []
    private var endedWithReturn = false

    /// Takes some bytes, and gives the events that end in them.
    mutating func take(_ bytes: some Sequence<UInt8>) throws -> [ServerEvent] {
        var events: [ServerEvent] = []
        for byte in bytes {
            if byte == 0x0A, endedWithReturn {
                endedWithReturn = false
                continue
            }
            endedWithReturn = byte == 0x0D
            guard byte == 0x0A || byte == 0x0D else {
                guard line.count < Self.lineBytesMax else { throw TooLong() }
                line.append(byte)
                continue
            }
            if let event = endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> ServerEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer {
                name = ""
                data = []
            }
            return data.isEmpty ? nil : ServerEvent(id: id, name: name, data: data.joined(separator: "\n"))
        }
        let text = String(decoding: line, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else { return nil }
        var value = text[text.index(after: colon)...]
        if value.first == " " { value = value.dropFirst() }
        switch text[..<colon] {
        case "id": id = String(value)
        case "event": name = String(value)
        case "data": data.append(String(value))
        default: break
        }
        return nil
    }
}
