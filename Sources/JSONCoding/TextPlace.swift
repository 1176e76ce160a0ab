/// A place in a text.
package struct TextPlace: Hashable, Sendable {
    /// The line, from 1.
    package var line: Int
    /// The character in it, from 1.
    package var column: Int

    /// Names a place.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
