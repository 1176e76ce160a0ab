/// What a terminal gets for a frame.
enum TopScreen {
    /// Switches to the alternate screen, where the cursor is hidden.
    static let enter = "\u{1B}[?1049h\u{1B}[?25l"
    /// Gives the screen back as it was.
    static let leave = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

    /// A frame of so many columns and rows, from a line on; the head stays at the top.
    static func text(_ lines: [TopFrame.Line], columns: Int, rows: Int, from first: Int) -> String {
        var shown = Array(lines.prefix(1))
        shown += lines.dropFirst(1 + first).prefix(max(0, rows - 1))
        // Home; each line with its rest cleared; and everything below.
        return "\u{1B}[H" + shown.map { styled($0, columns) + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
    }

    /// The largest line from which a frame may begin.
    static func lastFirst(_ lines: [TopFrame.Line], rows: Int) -> Int { max(0, lines.count - rows) }

    private static func styled(_ line: TopFrame.Line, _ columns: Int) -> String {
        let text = cut(line.text, to: columns)
        switch line.tone {
        case .plain: return text
        case .title: return "\u{1B}[1m\(text)\u{1B}[0m"
        case .good: return "\u{1B}[32m\(text)\u{1B}[0m"
        case .bad: return "\u{1B}[31m\(text)\u{1B}[0m"
        }
    }

    /// As much of a text as so many columns hold.
    static func cut(_ text: String, to columns: Int) -> String {
        var width = 0
        return String(
            text.prefix { character in
                width += TextWidth.of(String(character))
                return width <= columns
            }
        )
    }
}
