/// The syntax of media types (RFC 6838, section 4.2): `type/subtype`, without parameters.
enum MediaType {
    /// True for two restricted names with a slash between them.
    static func isValid(_ text: String) -> Bool {
        var partLength = 0
        var slashes = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "/") {
                guard slashes == 0, partLength > 0 else { return false }
                slashes = 1
                partLength = 0
                continue
            }
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: break
            case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "-"),
                UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"):
                guard partLength > 0 else { return false }
            default: return false
            }
            partLength += 1
            guard partLength <= CaseLimits.mediaTypePartCharactersMax else { return false }
        }
        return slashes == 1 && partLength > 0
    }
}
