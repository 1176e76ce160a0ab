/// The bytes by which a kind of file is known, at their places.
struct ContentSignature: Sendable {
    /// What they say.
    let kind: ContentKind
    /// Bytes and where they stand.
    let parts: [(offset: Int, bytes: [UInt8])]

    private init(_ kind: ContentKind, _ bytes: [UInt8]) { self.init(kind, [(0, bytes)]) }

    private init(_ kind: ContentKind, _ parts: [(offset: Int, bytes: [UInt8])]) {
        self.kind = kind
        self.parts = parts
    }

    /// Whether a file that begins so has all of them.
    func matches(_ head: [UInt8]) -> Bool {
        parts.allSatisfy { offset, bytes in
            head.count >= offset + bytes.count && head[offset..<offset + bytes.count].elementsEqual(bytes)
        }
    }

    /// All that are known by fixed bytes; ZIP, MP4 and HEIC are looked at more closely.
    static let all: [ContentSignature] = [
        .init(.pdf, Array("%PDF-".utf8)),
        .init(.jpeg, [0xFF, 0xD8, 0xFF]),
        .init(.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        .init(.tiff, [0x49, 0x49, 0x2A, 0x00]),
        .init(.tiff, [0x4D, 0x4D, 0x00, 0x2A]),
        // The reserved bytes of a BMP are zero, and the length of its second header is small.
        .init(.bmp, [(0, Array("BM".utf8)), (6, [0, 0, 0, 0]), (15, [0, 0, 0])]),
        .init(.gif, Array("GIF87a".utf8)),
        .init(.gif, Array("GIF89a".utf8)),
        .init(.webp, [(0, Array("RIFF".utf8)), (8, Array("WEBP".utf8))]),
        .init(.compound, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        .init(.rar, Array("Rar!".utf8) + [0x1A, 0x07]),
        .init(.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        .init(.rtf, Array("{\\rtf".utf8)),
        // ELF, Mach-O in its four forms, class files and fat binaries, Dalvik, WebAssembly, a Windows shortcut.
        .init(.executable, [0x7F, 0x45, 0x4C, 0x46]),
        .init(.executable, [0xFE, 0xED, 0xFA, 0xCE]),
        .init(.executable, [0xFE, 0xED, 0xFA, 0xCF]),
        .init(.executable, [0xCE, 0xFA, 0xED, 0xFE]),
        .init(.executable, [0xCF, 0xFA, 0xED, 0xFE]),
        .init(.executable, [0xCA, 0xFE, 0xBA, 0xBE]),
        .init(.executable, Array("dex\n".utf8)),
        .init(.executable, [0x00, 0x61, 0x73, 0x6D]),
        .init(.executable, [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]),
    ]
}
