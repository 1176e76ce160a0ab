import Logging

/// Writes the log of a node in the format of its output; the place where all lines come together.
package struct NodeLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let output: LogOutput
    private let gate: RepeatGate?

    /// Writes to an output, through a gate if there is one.
    package init(label: String, level: Logger.Level, output: LogOutput, gate: RepeatGate?) {
        self.label = label
        logLevel = level
        self.output = output
        self.gate = gate
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var values = metadata
        if let provided = metadataProvider?.get() { values.merge(provided) { $1 } }
        if let own = event.metadata { values.merge(own) { $1 } }
        if let error = event.error { values["error"] = "\(error)" }
        let line = LogLine(
            at: Clock.wall.milliseconds,
            level: event.level,
            label: label,
            message: "\(event.message)",
            metadata: values,
            file: event.file,
            line: event.line,
            function: event.function
        )
        guard let gate else { return output.write(line) }
        for line in gate.take(line) { output.write(line) }
    }
}

/// Sets the process's log up.
package enum NodeLog {
    /// How often counts of lines that were left out are looked for.
    private static let lookSeconds = 15

    /// Lets every logger of this process write as the settings say; called once.
    package static func bootstrap(_ settings: LogSettings) {
        let output = LogOutput(settings.format ?? LogOutput.fitting(), identifier: "tongband")
        let gate = settings.limitsRepeats ? RepeatGate() : nil
        LoggingSystem.bootstrap { label in
            NodeLogHandler(label: label, level: settings.level, output: output, gate: gate)
        }
        guard let gate else { return }
        Task.detached(priority: .background) {
            while true {
                try? await Task.sleep(for: .seconds(lookSeconds))
                for line in gate.due(now: Clock.wall.milliseconds) { output.write(line) }
            }
        }
    }
}
