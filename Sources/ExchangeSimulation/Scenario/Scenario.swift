/// A story told in commands, with what has to happen after each: a text that explains the protocol and tests it.
///
/// The text consists of comments (`#`), commands, and after each group of commands a line `----` with the expected lines
/// until the next empty one:
///
///     # Two nodes meet.
///     start quzhou
///     start nanping
///     deliver
///     ----
///     quzhou starts, session 101
///     ...
///
/// `run` plays the commands and gives the same text with the lines that really came.
public struct Scenario: Sendable {
    /// A command that nobody understands, or that cannot be done.
    public struct Mistake: Error, CustomStringConvertible {
        /// The line in the text, counted from 1.
        public var line: Int
        /// What is wrong and what would be right.
        public var description: String
    }

    private let lines: [Substring]

    /// Takes a scenario's text.
    public init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// Plays the scenario and returns its text with the lines that really came.
    public func run() throws(Mistake) -> String {
        var stage = Stage()
        var out: [String] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line == "----" {
                out.append("----")
                out += stage.takeLines()
                while index < lines.count, !lines[index].isEmpty { index += 1 }
                continue
            }
            out.append(String(line))
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            do {
                try stage.perform(line.split(separator: " ").map(String.init))
            } catch {
                throw Mistake(line: index, description: "line \(index), '\(line)': \(error.what)")
            }
        }
        return out.joined(separator: "\n")
    }
}
