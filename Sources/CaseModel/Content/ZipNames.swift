/// The names in a ZIP archive, as its directory lists them.
///
/// Nothing is unpacked.
struct ZipNames {
    /// The names, at most ``namesMax``.
    let names: [String]

    /// Names that are read; what makes a document has its markers among them.
    static let namesMax = 4_000
    /// Bytes of a directory that are read.
    static let directoryBytesMax = 1 << 20
    private static let endBytes = 22
    private static let commentBytesMax = 0xFFFF

    /// Reads the directory; `nil` where there is none, because the archive is cut off for example.
    init?(_ bytes: ContentBytes) throws {
        let tailBytes = Int(min(bytes.size, Int64(Self.endBytes + Self.commentBytesMax)))
        let tail = try bytes.read(at: bytes.size - Int64(tailBytes), count: tailBytes)
        guard let end = Self.lastEnd(in: tail) else { return nil }
        let count = Self.number(tail, end + 12, 4)
        let offset = Self.number(tail, end + 16, 4)
        let directory = try bytes.read(at: Int64(offset), count: min(count, Self.directoryBytesMax))
        var names: [String] = []
        var place = 0
        while names.count < Self.namesMax, place + 46 <= directory.count {
            guard Self.number(directory, place, 4) == 0x0201_4B50 else { return nil }
            let length = Self.number(directory, place + 28, 2)
            let rest = Self.number(directory, place + 30, 2) + Self.number(directory, place + 32, 2)
            guard place + 46 + length <= directory.count else { break }
            names.append(String(decoding: directory[place + 46..<place + 46 + length], as: UTF8.self))
            place += 46 + length + rest
        }
        guard !names.isEmpty || count == 0 else { return nil }
        self.names = names
    }

    /// What the names make of the archive.
    var kind: ContentKind {
        let all = Set(names)
        func has(folder: String) -> Bool { names.contains { $0.hasPrefix(folder) } }
        if all.contains("AndroidManifest.xml") || all.contains("classes.dex")
            || names.contains(where: { $0.hasSuffix(".class") })
        {
            return .executable
        }
        if names.contains(where: { $0.hasSuffix("vbaProject.bin") }) { return .script }
        if all.contains("OFD.xml") { return .ofd }
        guard all.contains("[Content_Types].xml") else { return .zip }
        if has(folder: "word/") { return .docx }
        if has(folder: "xl/") { return .xlsx }
        return has(folder: "ppt/") ? .pptx : .zip
    }

    private static func lastEnd(in tail: [UInt8]) -> Int? {
        guard tail.count >= endBytes else { return nil }
        return (0...tail.count - endBytes).reversed().first { number(tail, $0, 4) == 0x0605_4B50 }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        bytes[at..<at + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
