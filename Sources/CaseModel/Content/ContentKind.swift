/// What a file is by its bytes, whatever its name and its sender say.
public enum ContentKind: String, Hashable, Sendable, CaseIterable {
    /// A PDF document.
    case pdf
    /// An OFD document (GB/T 33190 版式文档).
    case ofd
    /// A JPEG picture.
    case jpeg
    /// A PNG picture.
    case png
    /// A TIFF picture.
    case tiff
    /// A BMP picture.
    case bmp
    /// A GIF picture.
    case gif
    /// A WebP picture.
    case webp
    /// A HEIC picture.
    case heic
    /// An MP4 video.
    case mp4
    /// A document of Office or WPS in its older, compound form (doc, xls, ppt, wps, et, dps).
    case compound
    /// A document of Word.
    case docx
    /// A workbook of Excel.
    case xlsx
    /// A presentation of PowerPoint.
    case pptx
    /// A ZIP archive that is none of the above.
    case zip
    /// A RAR archive.
    case rar
    /// A 7z archive.
    case sevenZip
    /// Rich text (RTF).
    case rtf
    /// XML that is no page and no picture.
    case xml
    /// Text in UTF-8 or GB 18030, an empty file too.
    case text
    /// A web page.
    case html
    /// An SVG picture, which can hold a program.
    case svg
    /// A program in text, or a document with macros.
    case script
    /// A program in machine code or for a virtual machine.
    case executable
    /// None of these.
    case unknown

    /// Whether it can run on the machine of whoever opens it: never taken, whatever it is declared as.
    public var isDangerous: Bool {
        switch self {
        case .html, .svg, .script, .executable: true
        default: false
        }
    }

    /// The media type that says what it is.
    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .ofd: "application/ofd"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .tiff: "image/tiff"
        case .bmp: "image/bmp"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .heic: "image/heic"
        case .mp4: "video/mp4"
        case .compound: "application/x-ole-storage"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .zip: "application/zip"
        case .rar: "application/vnd.rar"
        case .sevenZip: "application/x-7z-compressed"
        case .rtf: "application/rtf"
        case .xml: "application/xml"
        case .text: "text/plain"
        case .html: "text/html"
        case .svg: "image/svg+xml"
        case .script: "application/x-sh"
        case .executable: "application/x-executable"
        case .unknown: "application/octet-stream"
        }
    }
}
