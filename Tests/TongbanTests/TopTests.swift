import Foundation
import MemoryNode
import Testing

@testable import tongban

/// The live view: what it reads, and what it shows.
@Suite struct TopTests {
    private static let page = """
        # HELP tongban_ready x
        # TYPE tongban_ready gauge
        tongban_ready 1
        tongban_not_ready{reason="disk-full"} 0
        tongban_cases{state="registered"} 4
        tongban_cases{state="archived"} 6
        tongban_events_total 100
        tongban_transactions_total{result="done"} 50
        tongban_transactions_total{result="failed"} 1
        tongban_commit_seconds_bucket{le="0.001"} 40
        tongban_commit_seconds_bucket{le="0.01"} 50
        tongban_commit_seconds_bucket{le="+Inf"} 50
        tongban_api_requests_total{operation="status",status="2xx"} 10
        tongban_material_received_bytes_total 0
        tongban_disk_free_bytes 1073741824
        tongban_disk_size_bytes 2147483648
        tongban_process_resident_memory_bytes 62914560
        tongban_process_cpu_seconds_total 1
        tongban_peer_backlog_entries{peer="350700",lane="case"} 2
        tongban_peer_backlog_entries{peer="350700",lane="result"} 1
        tongban_peer_backlog_seconds{peer="350700",lane="case"} 300
        tongban_peer_backlog_seconds{peer="350700",lane="result"} 5
        tongban_peer_sent_entries_total{peer="350700",lane="case"} 7
        tongban_peer_retransmissions_total{peer="350700",lane="case"} 3

        """

    private static let status = """
        {"code": "330800", "name": "衢州市", "software": "0.1.0", "epoch": "ab", "startedAt": "2026-11-23T18:15:04+08:00",
         "now": "2026-11-23T18:20:04+08:00", "cases": {}, "newestEvent": 100, "quarantined": 2, "databaseBytes": 4096,
         "materials": 3, "materialBytes": 2048, "freeBytes": 1, "peers": [],
         "alarms": [{"code": "backlog", "name": "积压将满", "level": "warning", "since": "x", "peer": "350700",
                     "text": "71 % are used\\u001b[31m"}],
         "strangers": []}
        """

    private static let peers = """
        {"peers": [{"code": "350700", "name": "南平市", "endpoint": "e", "link": "unreachable", "detail": "",
         "backlogBytes": 1536, "lanes": [],
         "refusals": {"undecodableFrames": 0, "badSignatures": 0, "foreignTopics": 0}}]}
        """

    private static func reading(at seconds: Double, _ page: String = page) throws -> TopReading {
        TopReading(
            at: seconds,
            metrics: MetricsText(page),
            status: try JSONDecoder().decode(StatusAnswer.self, from: Data(status.utf8)),
            peers: try JSONDecoder().decode(PeerAnswer.All.self, from: Data(peers.utf8)).peers
        )
    }

    private static func text(_ nodes: [TopNode]) -> String {
        TopFrame(nodes, head: "head").lines.map(\.text).joined(separator: "\n")
    }

    @Test func aFirstFrameHasNoRates() throws {
        var node = TopNode(name: "quzhou")
        node.take(.success(try Self.reading(at: 10)))
        #expect(
            Self.text([node]) == """
                head

                330800 衢州市  tongban 0.1.0  up since 2026-11-23 18:15:04
                  ready
                  work       cases 10   events -   quarantine 2   reminders -   late -
                  store      commits -   fsync p50 0.6 ms   p99 9.5 ms   entries -   queue -
                  API        requests -   p50 -   p99 -   5xx -   connections -
                  materials  3 with 2.0 KiB   in -   out -   wanted -
                  machine    disk 1.0 GiB free of 2.0 GiB   database 4.0 KiB   memory 60.0 MiB   CPU -
                  PEER    NAME    LINK         BACKLOG    BYTES    AGE  OUT/s  IN/s  RESENT
                  350700  南平市  unreachable        3  1.5 KiB  5 min      -     -       3
                  ALARM backlog 350700: 71 % are used·[31m
                """
        )
    }

    @Test func aSecondFrameHasRates() throws {
        var node = TopNode(name: "quzhou")
        node.take(.success(try Self.reading(at: 10)))
        let later = Self.page.replacing("events_total 100", with: "events_total 125")
            .replacing(#"result="done"} 50"#, with: #"result="done"} 60"#)
            .replacing(#"le="0.01"} 50"#, with: #"le="0.01"} 60"#).replacing(#"le="+Inf"} 50"#, with: #"le="+Inf"} 60"#)
            .replacing("cpu_seconds_total 1", with: "cpu_seconds_total 2.5")
            .replacing("received_bytes_total 0", with: "received_bytes_total 20480")
            .replacing(#"lane="case"} 7"#, with: #"lane="case"} 17"#)
        node.take(.success(try Self.reading(at: 15, later)))
        let text = Self.text([node])
        #expect(text.contains("events 5.0/s"))
        #expect(text.contains("commits 2.0/s   fsync p50 5.5 ms   p99 9.9 ms"))
        #expect(text.contains("CPU 30.0 %"))
        #expect(text.contains("in 4.0 KiB/s"))
        #expect(text.contains("requests 0.0/s"))
        #expect(text.contains("5xx 0.0/s"))
        #expect(text.contains(" 2.0     -       3"))
        // The node was started anew: its counters begin at 0.
        node.take(.success(try Self.reading(at: 20, Self.page.replacing("events_total 100", with: "events_total 10"))))
        #expect(Self.text([node]).contains("events 2.0/s"))
    }

    @Test func whatIsWrongIsSaidAndMarked() throws {
        var node = TopNode(name: "quzhou")
        let page = Self.page.replacing("tongban_ready 1", with: "tongban_ready 0")
            .replacing(#"reason="disk-full"} 0"#, with: #"reason="disk-full"} 1"#)
        node.take(.success(try Self.reading(at: 10, page)))
        let lines = TopFrame([node], head: "head").lines
        #expect(lines.contains(TopFrame.Line(text: "  NOT READY: disk-full", tone: .bad)))
        #expect(lines.filter { $0.tone == .bad }.count == 3)
        #expect(lines.first?.tone == .title)
    }

    @Test func aNodeThatDoesNotAnswerSaysWhyAndKeepsItsLastPicture() throws {
        var node = TopNode(name: "quzhou")
        #expect(Self.text([node]).contains("quzhou  it was not asked yet"))
        node.take(.failure(CommandFailure(.unreachable, "no node answers", "Look.")))
        #expect(Self.text([node]).contains("quzhou  no node answers. Look."))
        node.take(.success(try Self.reading(at: 1)))
        node.take(.failure(CommandFailure(.unreachable, "no node answers")))
        let text = Self.text([node])
        #expect(text.contains("330800 衢州市") && text.contains("not answering now: no node answers"))
    }

    @Test func labelsAndNumbersAreRead() {
        let text = MetricsText(
            "a{x=\"1\",y=\"q\\\"b\\\\c\\nd, }\"} 2.5\na{x=\"2\",y=\"\"} +Inf\nb 1e3\nnonsense\n# c 1\n"
        )
        #expect(text.all("a", ["x": "1"]) == [.init(labels: ["x": "1", "y": "q\"b\\c\nd, }"], value: 2.5)])
        #expect(text.sum("a", ["x": "2"]) == .infinity)
        #expect(text.sum("b") == 1_000)
        #expect(text.sum("c") == nil && text.sum("nonsense") == nil)
    }

    @Test func quantilesLieBetweenBounds() {
        let buckets: [MetricsText.Bucket] = [
            .init(bound: 1, count: 0), .init(bound: 2, count: 10), .init(bound: 4, count: 10),
            .init(bound: .infinity, count: 20),
        ]
        #expect(buckets.quantile(0.25) == 1.5)
        #expect(buckets.quantile(0.5) == 2)
        #expect(buckets.quantile(0.99) == 4, "nothing more is known")
        #expect([MetricsText.Bucket]().quantile(0.5) == nil)
        #expect(buckets.since(buckets).quantile(0.5) == nil, "nothing was observed since")
        #expect(buckets.since([.init(bound: 2, count: 50)]) == buckets, "started anew")
    }

    @Test func aFrameFitsItsScreen() {
        let lines = (0..<10).map { TopFrame.Line(text: "第\($0)行" + String(repeating: "x", count: 50)) }
        let text = TopScreen.text(lines, columns: 11, rows: 4, from: 2)
        let shown = text.split(separator: "\r\n").map {
            $0.replacing("\u{1B}[H", with: "").replacing("\u{1B}[J", with: "")
        }
        #expect(shown == ["第0行xxxxxx", "第3行xxxxxx", "第4行xxxxxx", "第5行xxxxxx"].map { $0 + "\u{1B}[K" })
        #expect(TopScreen.lastFirst(lines, rows: 4) == 6 && TopScreen.lastFirst(lines, rows: 40) == 0)
        #expect(TopScreen.cut("通办通办", to: 5) == "通办")
    }

    @Test func keysMeanWhatTheHeadSays() {
        #expect(Terminal.key([UInt8(ascii: "q")]) == .quit && Terminal.key([3]) == .quit)
        #expect(Terminal.key(Array("\u{1B}[B".utf8)) == .down && Terminal.key([UInt8(ascii: "k")]) == .up)
        #expect(Terminal.key([UInt8(ascii: "p")]) == .pause && Terminal.key([UInt8(ascii: " ")]) == .pause)
        #expect(Terminal.key([UInt8(ascii: "+")]) == .faster && Terminal.key([UInt8(ascii: "-")]) == .slower)
        #expect(Terminal.key([UInt8(ascii: "z")]) == nil && Terminal.key([]) == nil)
        var typed = Array("pz\u{1B}[A+q".utf8)
        #expect((0..<5).map { _ in Terminal.takeKey(from: &typed) } == [.pause, .up, .faster, .quit, nil])
    }

    @Test func oneFrameOfANode() async throws {
        try await NodeHarness().run { url in
            let outcome = await Commands.run([
                "top", "--once", "--interval", "1", "--node", url, "--node", "127.0.0.1:1",
            ])
            #expect(outcome.status == .done, "\(outcome.text)")
            #expect(outcome.text.contains("330800 衢州市  tongban 0.1.0"))
            #expect(outcome.text.contains("127.0.0.1:1  no node answers"))
            #expect(outcome.text.contains("ALARM backlog 350700"))
            #expect(!outcome.text.contains("\u{1B}"))
        }
        let outcome = await Commands.run(["top", "--once", "--interval", "1", "--node", "127.0.0.1:1"])
        #expect(outcome.status == .unreachable)
        #expect(await Commands.run(["top", "--interval", "0", "--node", "127.0.0.1:1"]).status == .usage)
    }
}
