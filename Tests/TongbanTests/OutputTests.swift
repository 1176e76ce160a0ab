import Testing

@testable import tongban

/// Tables, widths, words, events.
@Suite struct OutputTests {
    @Test func columnsStandBelowOneAnotherWithChineseText() {
        var table = Table("NAME", "COUNT>", "PLACE")
        table.add("衢州市", "7", "a")
        table.add("Nanping", "1234", "延平区")
        table.add("é", "", "")
        #expect(
            table.lines == [
                "NAME     COUNT  PLACE",
                "衢州市       7  a",
                "Nanping   1234  延平区",
                "é",
            ]
        )
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("通办", 4), ("ａｂ", 4), ("e\u{301}", 1), ("👍", 2), ("한국", 4), ("·", 1), ("（一）", 6),
    ])
    func widthsAreThoseOfATerminal(text: String, width: Int) {
        #expect(TextWidth.of(text) == width)
    }

    @Test func nothingSteersTheTerminal() {
        #expect(TextWidth.printable("a\u{1B}[2Jb\r\n\u{7}\u{202E}c") == "a·[2Jb····c")
        #expect(TextWidth.printable("张三 é 👍") == "张三 é 👍")
    }

    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (64 << 20, "64.0 MiB"),
        (2 << 30, "2.0 GiB"),
        (5 << 40, "5.0 TiB"), (9000 << 40, "9000.0 TiB"),
    ])
    func bytesHaveUnits(count: Int64, text: String) { #expect(Words.bytes(count) == text) }

    @Test func timesAreShort() {
        #expect(Words.time("2026-11-23T18:15:04.118+08:00") == "2026-11-23 18:15:04")
        #expect(Words.time(nil) == "-")
        #expect(Words.time("soon") == "soon")
    }

    @Test func eventsComeTogetherHoweverTheyAreCut() throws {
        let text =
            "retry: 2000\n\nid: 7\nevent: accepted\ndata: {\"a\":1}\ndata:more\n\n: comment\n\r\nid: 8\r\ndata: x\r\n\r\n"
        let expected = [
            ServerEvent(id: "7", name: "accepted", data: "{\"a\":1}\nmore"), ServerEvent(id: "8", name: "", data: "x"),
        ]
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var reader = ServerEventReader()
            var events: [ServerEvent] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                events += try reader.take(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(events == expected, "cut every \(size) bytes")
        }
    }

    @Test func lineWithoutEndIsRefused() {
        var reader = ServerEventReader()
        #expect(throws: ServerEventReader.TooLong.self) {
            _ = try reader.take(Array(repeating: UInt8(ascii: "x"), count: ServerEventReader.lineBytesMax + 1))
        }
    }
}
