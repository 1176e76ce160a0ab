/// Names for files that callers save.
enum FileName {
    /// A `Content-Disposition` that saves under this name (RFC 6266, RFC 8187).
    static func disposition(_ name: String) -> String {
        var encoded = ""
        for byte in name.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.unicodeScalars.append(scalar)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return "attachment; filename*=UTF-8''\(encoded)"
    }
}

/// Entity tags.
enum ETag {
    /// Whether an `If-None-Match` holds this tag or is `*`.
    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            let text = part.trimming { $0 == " " }
            return text == "*" || text == "\"\(tag)\"" || text == "W/\"\(tag)\""
        }
    }
}
