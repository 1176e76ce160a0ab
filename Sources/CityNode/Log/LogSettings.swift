import Logging

/// What is logged, and how it is written.
package struct LogSettings: Hashable, Sendable {
    /// The lowest level that is written.
    package var level: Logger.Level = .info
    /// How lines are written; `nil` leaves that to where they go.
    package var format: LogFormat?
    /// Whether a line that comes again and again is left out and counted.
    package var limitsRepeats: Bool { level > .debug }

    /// What an error says that it expected of a level.
    static let levelExpectation = "expected trace, debug, info, notice, warning, error or critical"

    /// Reads `log`: a level alone, or a mapping of level and format.
    static func read(_ top: YAMLMapping) throws(ConfigurationError) -> LogSettings {
        var settings = LogSettings()
        guard let value = top.values["log"] else { return settings }
        guard value.node.mapping != nil else {
            settings.level = try top.value("log", expected: levelExpectation, read: { Logger.Level(rawValue: $0) })
            return settings
        }
        guard let log = try top.mapping("log", allowed: ["level", "format"]) else { return settings }
        settings.level =
            try log.optionalValue("level", expected: levelExpectation, read: { Logger.Level(rawValue: $0) })
            ?? settings.level
        settings.format = try log.optionalValue(
            "format",
            expected: "expected " + LogFormat.allCases.map(\.rawValue).joined(separator: ", "),
            read: { LogFormat(rawValue: $0) }
        )
        return settings
    }
}

/// How a line of the log is written.
package enum LogFormat: String, CaseIterable, Sendable {
    /// For people: time, level, message, and what belongs to it.
    case text
    /// For programs: one object of JSON on each line.
    case json
    /// For systemd's journal, in its own protocol.
    case journal
}
