/// Tells what a file is by its bytes.
public enum ContentSniffer {
    /// Bytes of a beginning that are looked at, and that tell most files from others.
    public static let headBytes = 4_096
    /// Bytes that are looked at at once.
    static let pieceBytes = 64 << 10

    private static let mp4Brands: Set<String> = [
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "m4v ", "dash", "msnv", "mmp4", "3gp4",
        "3gp5",
    ]
    private static let heicBrands: Set<String> = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]

    /// What a file is.
    ///
    /// A text is read to its end, an archive's directory too, and of all others the beginning only.
    ///
    /// - Throws: what reading throws.
    public static func kind(of bytes: ContentBytes) throws -> ContentKind {
        let head = try bytes.read(at: 0, count: headBytes)
        if let signature = ContentSignature.all.first(where: { $0.matches(head) }) { return signature.kind }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return try ZipNames(bytes)?.kind ?? .unknown
        }
        if head.count >= 12, head[4..<8].elementsEqual("ftyp".utf8) {
            let brand = String(decoding: head[8..<12], as: UTF8.self).lowercased()
            if heicBrands.contains(brand) { return .heic }
            return mp4Brands.contains(brand) ? .mp4 : .unknown
        }
        guard try isText(bytes, head) else { return head.starts(with: Array("MZ".utf8)) ? .executable : .unknown }
        return MarkupHead(head).kind
    }

    private static func isText(_ bytes: ContentBytes, _ head: [UInt8]) throws -> Bool {
        var check = TextCheck()
        check.take(head)
        var offset = Int64(head.count)
        while offset < bytes.size, check.isPossible {
            let piece = try bytes.read(at: offset, count: pieceBytes)
            guard !piece.isEmpty else { break }
            check.take(piece)
            offset += Int64(piece.count)
        }
        return check.isText
    }
}
