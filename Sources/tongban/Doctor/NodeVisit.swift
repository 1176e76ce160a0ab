import CityNode
import Foundation

/// What the running node tells of itself, and what its peers answer.
struct NodeVisit {
    let configuration: Configuration
    let options: VisitOptions
    let waitSeconds: Int

    /// Two clocks may be apart by this without anybody minding, beside what the way there and back hides.
    private static let clockMillisecondsMax: Int64 = 5_000

    func run(_ tell: (Finding) -> Void) async {
        let client: NodeClient
        let status: StatusAnswer
        do {
            client = try options.client(configuration.file)
            status = try await client.get("/v1/status").decode(StatusAnswer.self)
        } catch let failure as CommandFailure {
            return tell(finding(failure))
        } catch {
            return tell(
                .warning("node", "it was not asked: \(error)", do: "give --token-file, or run this as the node's user")
            )
        }
        if status.software == CityNode.version {
            tell(.good("node", "\(status.name) runs tongban \(status.software) since \(Words.time(status.startedAt))"))
        } else {
            tell(
                .warning(
                    "node",
                    "it runs tongban \(status.software), this command is of \(CityNode.version)",
                    do: "restart the node where the package was upgraded, or use the command of its version"
                )
            )
        }
        for alarm in status.alarms {
            tell(
                .warning(
                    "alarm",
                    "\(alarm.code)\(alarm.peer.map { " \($0)" } ?? "") since \(Words.time(alarm.since)): \(alarm.text)",
                    do: "see Alarms in the runbook"
                )
            )
        }
        if status.quarantined > 0 {
            tell(
                .warning(
                    "quarantine",
                    "\(status.quarantined) entries could not be applied",
                    do: "run: tongban quarantine list; each says why, and what to do"
                )
            )
        }
        for stranger in status.strangers {
            tell(
                .note(
                    "strangers",
                    "\(stranger.address) was refused \(stranger.count) times, last \(Words.time(stranger.lastAt)): no "
                        + "member's key"
                )
            )
        }
        for finding in await probeAll(client) { tell(finding) }
    }

    private func finding(_ failure: CommandFailure) -> Finding {
        let text = failure.lines.joined(separator: " ")
        guard failure.status == .unreachable else {
            return .warning(
                "node",
                text,
                do: "give a token of a platform administrator with --token-file, or run this as root"
            )
        }
        guard let process = Self.process(of: configuration.data) else {
            return .warning(
                "node",
                "it does not run",
                do: "start it: systemctl start tongband@NAME, or tongband --config FILE"
            )
        }
        return .fault(
            "node",
            "process \(process) has the data open and does not answer: \(text)",
            do: "look at its log; where it does not answer for minutes, restart it: nothing is lost"
        )
    }

    /// The process that has the store open, by its lock.
    static func process(of data: String) -> Int32? {
        guard let text = try? String(contentsOfFile: data + "/node.sqlite.lock", encoding: .utf8),
            let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            kill(process, 0) == 0 || errno == EPERM
        else { return nil }
        return process
    }

    /// Probes all peers at once: one that does not answer delays the others not.
    private func probeAll(_ client: NodeClient) async -> [Finding] {
        await withTaskGroup(of: (Int, Finding).self) { group in
            let peers = configuration.peers.values.sorted { $0.code < $1.code }
            for (place, peer) in peers.enumerated() {
                group.addTask { (place, await probe(peer.code.number, peer.name, client)) }
            }
            var found: [(Int, Finding)] = []
            for await one in group { found.append(one) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func probe(_ code: UInt32, _ name: String, _ client: NodeClient) async -> Finding {
        let subject = "peer \(code)"
        let answer: ProbeAnswer
        do {
            answer = try await client.post(
                "/v1/peers/\(code)/probe",
                json: nil,
                headers: [("Prefer", "wait=\(waitSeconds)")]
            ).decode(ProbeAnswer.self)
        } catch let failure as CommandFailure {
            return .warning(subject, failure.lines.joined(separator: " "), do: "look at 'tongban peers'")
        } catch { return .warning(subject, "it was not probed: \(error)", do: "look at 'tongban peers'") }
        guard let milliseconds = answer.milliseconds, let ahead = answer.clockAheadMilliseconds else {
            return .fault(
                subject,
                "\(name) did not receipt an entry in \(waitSeconds) s: \(answer.link)",
                do: answer.detail
            )
        }
        let text =
            "\(name) had an entry on its disk and its receipt was here after \(milliseconds) ms; its clock is "
            + "\(abs(ahead)) ms \(ahead < 0 ? "behind" : "ahead")"
        guard abs(ahead) <= Self.clockMillisecondsMax + milliseconds / 2 else {
            return .warning(subject, text, do: "one of the two clocks is wrong: compare both with a time service")
        }
        return .good(subject, text)
    }
}

/// What came of a probe, as the node tells it.
private struct ProbeAnswer: Decodable {
    var link: String
    var detail: String
    var milliseconds: Int64?
    var clockAheadMilliseconds: Int64?
}
