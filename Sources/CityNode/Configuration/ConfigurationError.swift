/// Something in a configuration file that the daemon can't start with.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The file.
    package var file: String
    /// The line, from 1; `nil` when the whole file is meant.
    package var line: Int?
    /// What is wrong.
    package var problem: String
    /// What was expected, or what to do.
    package var expected: String

    /// Makes an error.
    package init(file: String, line: Int? = nil, problem: String, expected: String) {
        self.file = file
        self.line = line
        self.problem = problem
        self.expected = expected
    }

    /// One line, `FILE:LINE: what is wrong; what was expected`.
    ///
    /// Where a file's own words would end the line or steer a terminal, a dot stands.
    package var description: String {
        let text = "\(file)\(line.map { ":\($0)" } ?? ""): \(problem); \(expected)"
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: shown.append("·")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
