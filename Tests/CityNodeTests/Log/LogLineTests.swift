import Foundation
import Logging
import Testing

@testable import CityNode

@Suite("Lines of the log: text, JSON, journal")
struct LogLineTests {
    private func line(
        _ message: String,
        _ metadata: Logger.Metadata = [:],
        level: Logger.Level = .warning
    ) -> LogLine {
        LogLine(
            at: 1_795_446_000_042,
            level: level,
            label: "tongband",
            message: message,
            metadata: metadata,
            file: "CityNode/Node.swift",
            line: 7,
            function: "run()"
        )
    }

    @Test("Text is one line, whatever is in it")
    func text() {
        let text = line("a\nb\u{1B}[31m", ["peer": "350700", "digest": "a\r\nb"]).text
        #expect(
            text
                == "2026-11-23T23:00:00.042+08:00 warning tongband: a\\nb\u{FFFD}[31m [digest=a\\r\\nb peer=350700]"
        )
    }

    @Test("JSON is one object in one line, and its four own keys are not replaced")
    func json() throws {
        let metadata: Logger.Metadata = [
            "peer": "350700", "level": "mine", "list": ["a", "b\""], "map": ["k": ["x": "\u{1}"]],
        ]
        let text = line("a\n\"b\" 通办 \u{85}", metadata).json
        #expect(!text.contains("\n"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["time"] as? String == "2026-11-23T23:00:00.042+08:00")
        #expect(json["level"] as? String == "warning" && json["_level"] as? String == "mine")
        #expect(json["label"] as? String == "tongband" && json["message"] as? String == "a\n\"b\" 通办 \u{85}")
        #expect(json["list"] as? [String] == ["a", "b\""] && json["peer"] as? String == "350700")
        #expect((json["map"] as? [String: [String: String]])?["k"]?["x"] == "\u{1}")
    }

    @Test("What is too long is cut")
    func bounds() {
        let long = String(repeating: "长", count: 20_000)
        var metadata: Logger.Metadata = [:]
        for index in 0..<80 { metadata["k\(index)"] = "v" }
        #expect(line(long).text.utf8.count < LogLine.textBytesMax + 200)
        #expect(line("x", metadata).json.components(separatedBy: "\"k").count == LogLine.metadataMax + 1)
        #expect(line(long, ["long": "\(long)"]).journal(identifier: "x").count < 40_000)
    }

    /// The fields of the journal's native protocol.
    static func fields(_ bytes: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let first = rest[..<end]
            if let equals = first.firstIndex(of: 0x3D) {
                fields[String(decoding: first[..<equals], as: UTF8.self)] =
                    String(decoding: first[(equals + 1)...], as: UTF8.self)
                rest = rest[(end + 1)...]
            } else {
                let start = end + 9
                let count = rest[(end + 1)..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
                fields[String(decoding: first, as: UTF8.self)] =
                    String(decoding: rest[start..<(start + count)], as: UTF8.self)
                rest = rest[(start + count + 1)...]
            }
        }
        return fields
    }

    @Test("The journal gets fields, those with line feeds in the binary form")
    func journal() {
        let bytes = line("a\nb", ["peer": "350700", "left-out": "3", "text": "x\ny=z"]).journal(identifier: "tongband")
        #expect(
            Self.fields(bytes) == [
                "MESSAGE": "a\nb", "PRIORITY": "4", "SYSLOG_IDENTIFIER": "tongband", "CODE_FILE": "CityNode/Node.swift",
                "CODE_LINE": "7", "CODE_FUNC": "run()", "TONGBAN_LABEL": "tongband", "TONGBAN_LEVEL": "warning",
                "TONGBAN_PEER": "350700", "TONGBAN_LEFT_OUT": "3", "TONGBAN_TEXT": "x\ny=z",
            ]
        )
        #expect(Array(bytes.prefix(16)) == Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("Of one place twenty lines a minute pass; the rest is counted and told")
    func repeats() {
        let gate = RepeatGate()
        func at(_ milliseconds: Int64, _ text: String = "again", line number: UInt = 7) -> [String] {
            var one = self.line(text)
            (one.at, one.line) = (milliseconds, number)
            return gate.take(one).map(\.message)
        }
        var passed = 0
        for index in 0..<1_000 { passed += at(Int64(index)).count }
        #expect(passed == RepeatGate.linesMax)
        #expect(at(1_000, "other", line: 8) == ["other"])
        #expect(gate.due(now: 59_999).isEmpty)
        let due = gate.due(now: 60_000)
        #expect(due.map(\.message) == ["980 lines like the last one were left out: again"])
        #expect(due.first?.metadata["left-out"] == "980")
        #expect(gate.due(now: 200_000).isEmpty)
        #expect(at(200_001) == ["again"])
        for _ in 0..<30 { _ = at(200_002) }
        #expect(at(300_000, "other", line: 8).count == 2, "another line brings the count along")
    }
}
