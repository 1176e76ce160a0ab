import Foundation
import Testing

/// Golden bytes: files of hexadecimal digits with `#` comments, read by other implementations too.
///
/// `REWRITE=1 swift test --filter GoldenTests` writes them anew. A difference is a change of the protocol.
enum Fixture {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    static let rewrites = ProcessInfo.processInfo.environment["REWRITE"] == "1"

    static func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    /// Reads a fixture; digits may be spread over lines.
    static func read(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOf: folder.appendingPathComponent(name + ".hex"), encoding: .utf8)
        let digits = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined()
        var bytes: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            bytes.append(try #require(UInt8(rest.prefix(2), radix: 16)))
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// Compares bytes with the fixture of that name, or writes it.
    ///
    /// `about` becomes its comment.
    static func check(_ bytes: [UInt8], _ name: String, about: String) throws {
        if rewrites {
            var lines = about.split(separator: "\n").map { "# \($0)" }
            lines += stride(from: 0, to: bytes.count, by: 32).map { hex(Array(bytes[$0..<min($0 + 32, bytes.count)])) }
            let text = lines.joined(separator: "\n") + "\n"
            try text.write(to: folder.appendingPathComponent(name + ".hex"), atomically: true, encoding: .utf8)
        }
        let golden = try read(name)
        #expect(bytes == golden, "\(name): \(hex(bytes)) instead of \(hex(golden))")
    }
}
