/// How many places of a terminal a text takes.
enum TextWidth {
    /// Two for wide characters (Chinese, Japanese, Korean, full-width forms, emoji), none for marks that join the
    /// character before, one for all others.
    static func of(_ text: String) -> Int {
        text.reduce(0) { width, character in
            width + (character.unicodeScalars.map(of).max() ?? 0)
        }
    }

    /// The text with everything that could steer a terminal shown as a dot.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: result += "·"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks that Unicode's East Asian Width calls wide or full-width.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
