import Foundation
import TestChance
import Testing

@testable import JSONCoding

/// The reader of JSON against Foundation's, and its words about faults.
@Suite struct JSONParserTests {
    @Test(arguments: [
        "", " ", "{", "[1", "{\"a\":}", "{\"a\" 1}", "{a:1}", "[1,]", "01", "1.", "1e", "-", "tru", "nul", "\"x",
        "\"\\x\"", "\"\\u12\"", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\u{1}\"", "[] []", "{\"a\":1,}",
    ])
    func whatIsNotJSONIsRefused(text: String) {
        #expect(throws: JSONParser.Fault.self) { _ = try JSONParser.parse(Array(text.utf8)) }
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(throws: JSONParser.Fault.self) { _ = try JSONParser.parse([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONParser.Fault.self) { _ = try JSONParser.parse([0x22, 0xC0, 0x80, 0x22]) }
    }

    /// Texts are passed over eight bytes at once: whatever ends one is found wherever it stands among them.
    @Test(arguments: 0...26) func theEndOfATextIsFoundAnywhere(length: Int) throws {
        for place in 0..<max(length, 1) {
            for strange in ["\"", "\\", "\u{1F}", "\u{0}", "\n", "é", "通", "\u{7F}", " "] {
                var text = Array(repeating: "x", count: length)
                if place < length { text[place] = strange }
                let encoded = text.map { $0 == "\"" ? "\\\"" : $0 == "\\" ? "\\\\" : $0 }.joined()
                let read = try? JSONParser.parse(Array("[\"\(encoded)\", 1]".utf8))
                let isRefused = length > 0 && ["\u{1F}", "\u{0}", "\n"].contains(strange)
                #expect(read == (isRefused ? nil : .list([.text(text.joined()), .number("1")])))
            }
            var broken = Array(repeating: UInt8(ascii: "x"), count: length + 1)
            broken[place] = 0xFF
            #expect(throws: JSONParser.Fault.self) { _ = try JSONParser.parse([0x22] + broken + [0x22]) }
        }
        #expect(throws: JSONParser.Fault.self) {
            _ = try JSONParser.parse([0x22] + Array(repeating: 0x78, count: length))
        }
    }

    @Test func nestingIsBounded() throws {
        let most = JSONParser.depthMax
        let deep = String(repeating: "[", count: most) + String(repeating: "]", count: most)
        _ = try JSONParser.parse(Array(deep.utf8))
        #expect(throws: JSONParser.Fault.self) { _ = try JSONParser.parse(Array("[\(deep)]".utf8)) }
        #expect(throws: JSONParser.Fault.self) {
            _ = try JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 100_000))
        }
    }

    @Test func placesAreLinesAndCharacters() {
        func place(_ text: String) -> TextPlace? {
            do {
                _ = try JSONParser.parse(Array(text.utf8))
                return nil
            } catch { return error.place }
        }
        #expect(place("x") == TextPlace(line: 1, column: 1))
        #expect(place("{\n  \"通办\": ?") == TextPlace(line: 2, column: 9))
        #expect(place("[1,\n2,\n3") == TextPlace(line: 3, column: 2))
    }

    /// What one reader takes the other takes, over texts that were valid once and then damaged; but for the comma
    /// before the end of a list, which Foundation's lets pass and the standard does not.
    @Test(arguments: UInt64(1)...4) func agreesWithFoundationOnDamagedTexts(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let sample = Array(#"{"a":[1,-2.5e3,true,null],"b":"x\u00e9\n😀","c":{"d":"通办"}}"#.utf8)
        for _ in 0..<2000 {
            var bytes = sample
            for _ in 0...random.below(2) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = UInt8(random.below(128))
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8(random.below(128)), at: place)
                }
            }
            let ours = (try? JSONParser.parse(bytes)) != nil
            let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains(/,\s*[\]}]/) { continue }
            #expect(ours == theirs, "\(text)")
        }
    }
}
