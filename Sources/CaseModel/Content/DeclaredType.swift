/// A media type as somebody declared it, without parameters and in lower case.
public struct DeclaredType: Hashable, Sendable {
    /// `type/subtype`.
    public let text: String

    /// Takes what was declared; `nil` where that says nothing about the content.
    public init?(_ text: String?) {
        let plain = (text ?? "").prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        guard !plain.isEmpty, !Self.saysNothing.contains(plain) else { return nil }
        self.text = plain
    }

    /// Types that clients send where they do not know.
    private static let saysNothing: Set<String> = [
        "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded",
        "application/offset+octet-stream",
    ]

    /// What a file of this type may be; `nil` for a type that is not in the table.
    public var kinds: Set<ContentKind>? { Self.table[text] }

    private static let table: [String: Set<ContentKind>] = {
        var table: [String: Set<ContentKind>] = [:]
        for (kinds, types) in rows { for type in types { table[type] = kinds } }
        for kind in ContentKind.allCases where kind != .unknown {
            table[kind.mediaType, default: []].insert(kind)
        }
        return table
    }()

    private static let rows: [(Set<ContentKind>, [String])] = [
        ([.pdf], ["application/x-pdf"]),
        ([.ofd], ["application/x-ofd", "application/vnd.ofd"]),
        ([.jpeg], ["image/jpg", "image/pjpeg"]),
        ([.bmp], ["image/x-ms-bmp", "image/x-bmp"]),
        ([.heic], ["image/heif"]),
        ([.mp4], ["audio/mp4", "video/x-m4v"]),
        (
            [.compound],
            [
                "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
                "application/vnd.ms-works", "application/kswps", "application/kset", "application/ksdps",
                "application/wps-office.wps", "application/wps-office.et", "application/wps-office.dps",
                "application/wps-office.doc", "application/wps-office.xls", "application/wps-office.ppt",
            ]
        ),
        ([.docx], ["application/wps-office.docx"]),
        ([.xlsx], ["application/wps-office.xlsx"]),
        ([.pptx], ["application/wps-office.pptx"]),
        // Documents in archives are archives too.
        ([.zip, .ofd, .docx, .xlsx, .pptx], ["application/zip", "application/x-zip-compressed", "application/x-zip"]),
        ([.rar], ["application/x-rar-compressed", "application/x-rar"]),
        ([.rtf], ["text/rtf"]),
        ([.xml], ["text/xml"]),
        ([.text, .xml], ["text/plain", "text/csv", "application/json"]),
        ([.html], ["application/xhtml+xml"]),
        ([.svg], ["image/svg"]),
        (
            [.script],
            ["text/javascript", "application/javascript", "application/ecmascript", "application/x-httpd-php"]
        ),
        (
            [.executable],
            [
                "application/x-msdownload", "application/x-dosexec", "application/vnd.microsoft.portable-executable",
                "application/java-archive", "application/vnd.android.package-archive", "application/x-sharedlib",
            ]
        ),
    ]
}
