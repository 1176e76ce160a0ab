/// Everything in a folder of configuration that is wrong, in the order of files and lines.
package struct ConfigurationErrors: Error, Hashable, CustomStringConvertible {
    /// The errors, each once; at least one.
    package var errors: [ConfigurationError]

    /// Gathers errors.
    package init(_ errors: [ConfigurationError]) {
        self.errors = Set(errors).sorted {
            ($0.file, $0.line ?? 0, $0.problem) < ($1.file, $1.line ?? 0, $1.problem)
        }
    }

    /// One line for each.
    package var description: String { errors.map(\.description).joined(separator: "\n") }
}
