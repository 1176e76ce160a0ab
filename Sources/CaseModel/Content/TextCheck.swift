/// Whether bytes are text in UTF-8 or GB 18030, told piece by piece.
///
/// A text has none of the control characters but tabulator, line ends, form feed and escape.
struct TextCheck {
    /// Whether everything so far can be UTF-8.
    private(set) var isUTF8 = true
    /// Whether everything so far can be GB 18030.
    private(set) var isGB18030 = true
    private var utf8Left = 0
    // Which values the next byte of a UTF-8 character may have, so that no character is written longer than it is.
    private var utf8Next: ClosedRange<UInt8> = 0x80...0xBF
    private var gbBytes = 0

    /// Whether everything so far can be text.
    var isPossible: Bool { isUTF8 || isGB18030 }
    /// Whether it is text when it ends here: no character is left half.
    var isText: Bool { isUTF8 && utf8Left == 0 || isGB18030 && gbBytes == 0 }

    /// Takes the next piece.
    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F, ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains(byte) {
                (isUTF8, isGB18030) = (false, false)
            }
            if isUTF8 { takeUTF8(byte) }
            if isGB18030 { takeGB18030(byte) }
            if !isPossible { return }
        }
    }

    private mutating func takeUTF8(_ byte: UInt8) {
        if utf8Left > 0 {
            isUTF8 = utf8Next.contains(byte)
            utf8Left -= 1
            utf8Next = 0x80...0xBF
            return
        }
        switch byte {
        case 0x00...0x7F: break
        case 0xC2...0xDF: utf8Left = 1
        case 0xE0...0xEF:
            utf8Left = 2
            if byte == 0xE0 { utf8Next = 0xA0...0xBF }
            if byte == 0xED { utf8Next = 0x80...0x9F }
        case 0xF0...0xF4:
            utf8Left = 3
            if byte == 0xF0 { utf8Next = 0x90...0xBF }
            if byte == 0xF4 { utf8Next = 0x80...0x8F }
        default: isUTF8 = false
        }
    }

    private mutating func takeGB18030(_ byte: UInt8) {
        switch gbBytes {
        case 0:
            if byte >= 0x80 {
                isGB18030 = (0x81...0xFE).contains(byte)
                gbBytes = 1
            }
        case 1:
            // A digit leads to a character of four bytes, anything else ends one of two.
            if (0x30...0x39).contains(byte) {
                gbBytes = 2
            } else {
                isGB18030 = (0x40...0x7E).contains(byte) || (0x80...0xFE).contains(byte)
                gbBytes = 0
            }
        case 2:
            isGB18030 = (0x81...0xFE).contains(byte)
            gbBytes = 3
        default:
            isGB18030 = (0x30...0x39).contains(byte)
            gbBytes = 0
        }
    }
}
