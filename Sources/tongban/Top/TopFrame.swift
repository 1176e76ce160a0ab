/// One picture of some nodes, as lines of text.
struct TopFrame {
    /// How much a line wants to be seen.
    enum Tone: Hashable {
        case plain
        case title
        case good
        case bad
    }

    /// A line.
    struct Line: Hashable {
        var text: String
        var tone = Tone.plain
    }

    /// The lines, the first one the head.
    private(set) var lines: [Line] = []

    /// Draws nodes; `head` stands above them.
    init(_ nodes: [TopNode], head: String) {
        lines.append(Line(text: head, tone: .title))
        for node in nodes { add(node) }
    }

    private mutating func add(_ node: TopNode) {
        lines.append(Line(text: ""))
        guard let reading = node.last else {
            let why = node.failure ?? "it was not asked yet"
            return add("\(node.name)  \(why)", node.failure == nil ? .plain : .bad)
        }
        let (status, metrics) = (reading.status, reading.metrics)
        let isReady = metrics.sum("tongban_ready") == 1
        let reasons = metrics.all("tongban_not_ready").filter { $0.value > 0 }.compactMap { $0.labels["reason"] }
        add(
            "\(status.code) \(status.name)  tongban \(status.software)  up since \(Words.time(status.startedAt))",
            .title
        )
        if let failure = node.failure { add("  not answering now: \(failure)", .bad) }
        add(isReady ? "  ready" : "  NOT READY: \(reasons.joined(separator: ", "))", isReady ? .good : .bad)
        add(
            "  work       ",
            "cases \(count(metrics.sum("tongban_cases")))",
            "events \(rate(node, "tongban_events_total"))",
            "quarantine \(status.quarantined)",
            "reminders \(count(metrics.sum("tongban_reminders_open")))",
            "late \(seconds(metrics.sum("tongban_timer_late_seconds")))"
        )
        add(
            "  store      ",
            "commits \(rate(node, "tongban_transactions_total", ["result": "done"]))",
            "fsync p50 \(time(node.quantile("tongban_commit_seconds", 0.5)))",
            "p99 \(time(node.quantile("tongban_commit_seconds", 0.99)))",
            "entries \(rate(node, "tongban_written_entries_total"))",
            "queue \(count(metrics.sum("tongban_write_queue_jobs")))"
        )
        add(
            "  API        ",
            "requests \(rate(node, "tongban_api_requests_total"))",
            "p50 \(time(node.quantile("tongban_api_request_seconds", 0.5)))",
            "p99 \(time(node.quantile("tongban_api_request_seconds", 0.99)))",
            "5xx \(rate(node, "tongban_api_requests_total", ["status": "5xx"]))",
            "connections \(count(metrics.sum("tongban_api_connections")))"
        )
        add(
            "  materials  ",
            "\(status.materials) with \(Words.bytes(status.materialBytes))",
            "in \(bytesRate(node, "tongban_material_received_bytes_total"))",
            "out \(bytesRate(node, "tongban_material_sent_bytes_total"))",
            "wanted \(count(metrics.sum("tongban_materials_wanted")))"
        )
        add(
            "  machine    ",
            "disk \(bytes(metrics.sum("tongban_disk_free_bytes"))) free of "
                + bytes(metrics.sum("tongban_disk_size_bytes")),
            "database \(Words.bytes(status.databaseBytes))",
            "memory \(bytes(metrics.sum("tongban_process_resident_memory_bytes")))",
            "CPU \(percent(node.rate("tongban_process_cpu_seconds_total")))"
        )
        addPeers(node, reading)
        for alarm in status.alarms {
            add("  ALARM \(alarm.code)\(alarm.peer.map { " \($0)" } ?? ""): \(alarm.text)", .bad)
        }
    }

    private mutating func addPeers(_ node: TopNode, _ reading: TopReading) {
        guard !reading.peers.isEmpty else { return }
        var table = Table("PEER", "NAME", "LINK", "BACKLOG>", "BYTES>", "AGE>", "OUT/s>", "IN/s>", "RESENT>")
        for peer in reading.peers {
            let labels = ["peer": peer.code]
            let ages = reading.metrics.all("tongban_peer_backlog_seconds", labels).map(\.value)
            table.add(
                peer.code,
                peer.name,
                peer.link,
                count(reading.metrics.sum("tongban_peer_backlog_entries", labels)),
                Words.bytes(peer.backlogBytes),
                seconds(ages.max()),
                number(node.rate("tongban_peer_sent_entries_total", labels)),
                number(node.rate("tongban_peer_received_entries_total", labels)),
                count(reading.metrics.sum("tongban_peer_retransmissions_total", labels))
            )
        }
        for (index, line) in table.lines.enumerated() {
            let isGood = index == 0 || ["connected", "maintenance"].contains(reading.peers[index - 1].link)
            add("  " + line, isGood ? .plain : .bad)
        }
    }

    // MARK: Words

    private mutating func add(_ text: String, _ tone: Tone) {
        lines.append(Line(text: TextWidth.printable(text), tone: tone))
    }

    private mutating func add(_ head: String, _ parts: String...) {
        add(head + parts.joined(separator: "   "), .plain)
    }

    private func rate(_ node: TopNode, _ metric: String, _ labels: [String: String] = [:]) -> String {
        node.last?.metrics.sum(metric, labels) == nil && node.before != nil
            ? "0.0/s" : node.rate(metric, labels).map { "\(number($0))/s" } ?? "-"
    }

    private func bytesRate(_ node: TopNode, _ metric: String) -> String {
        node.rate(metric).map { "\(bytes($0))/s" } ?? "-"
    }

    private func number(_ value: Double?) -> String {
        guard let value, value.isFinite, abs(value) < 1e12 else { return "-" }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func count(_ value: Double?) -> String {
        value.flatMap { Int64(exactly: $0.rounded()) }.map { "\($0)" } ?? "-"
    }

    private func bytes(_ value: Double?) -> String {
        value.flatMap { Int64(exactly: $0.rounded()) }.map { Words.bytes($0) } ?? "-"
    }

    private func percent(_ part: Double?) -> String { part.map { "\(number($0 * 100)) %" } ?? "-" }

    private func time(_ seconds: Double?) -> String {
        guard let seconds else { return "-" }
        return seconds < 1 ? "\(number(seconds * 1_000)) ms" : "\(number(seconds)) s"
    }

    private func seconds(_ value: Double?) -> String {
        guard let value, value > 0 else { return "-" }
        switch value {
        case ..<120: return "\(Int(value)) s"
        case ..<7_200: return "\(Int(value / 60)) min"
        case ..<172_800: return "\(Int(value / 3_600)) h"
        case ..<864_000_000: return "\(Int(value / 86_400)) d"
        default: return "-"
        }
    }
}
