extension CaseLifecycle {
    /// The table as Markdown, as it stands in the documentation.
    public static var markdown: String {
        var lines = ["| state | event | next state | who | action | roles | modes | clocks | documents |"]
        lines.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for row in transitions {
            let who = row.isRequest ? "collecting asks, handling answers" : row.side.rawValue
            let from = row.from?.rawValue ?? "(none)"
            let action = row.action?.rawValue ?? (row.from == nil ? creation(row) : "(the node)")
            let roles = row.roles.map(\.rawValue).joined(separator: ", ")
            let modes = row.modes.count == HandlingMode.allCases.count ? "all" : names(of: row.modes)
            let clock = row.clock == .none ? "" : row.clock.rawValue
            let documents = row.documents.map(\.rawValue).joined(separator: ", ")
            let cells = [from, row.event.rawValue, row.to.rawValue, who, action, roles, modes, clock, documents]
            lines.append("| \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    /// The drawing as a Mermaid state diagram, as it stands in the documentation.
    public static var mermaid: String {
        var lines = ["stateDiagram-v2"]
        var drawn: Set<String> = []
        for row in transitions {
            let line = "    \(row.from?.rawValue ?? "[*]") --> \(row.to.rawValue): \(row.event.rawValue)"
            if drawn.insert(line).inserted { lines.append(line) }
        }
        for state in CaseState.allCases where state.isFinal { lines.append("    \(state.rawValue) --> [*]") }
        return lines.joined(separator: "\n")
    }

    private static func creation(_ row: Transition) -> String { row.event == .consulted ? "consult" : "submit" }

    private static func names(of modes: [HandlingMode]) -> String {
        modes.map(\.rawValue).joined(separator: ", ")
    }
}
