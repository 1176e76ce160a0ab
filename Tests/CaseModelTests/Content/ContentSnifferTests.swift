import TestChance
import Testing

@testable import CaseModel

/// What files are by their bytes.
@Suite struct ContentSnifferTests {
    private func kind(_ bytes: [UInt8]) throws -> ContentKind { try ContentSniffer.kind(of: ContentBytes(bytes)) }
    private func kind(_ text: String) throws -> ContentKind { try kind(Array(text.utf8)) }

    private static let beginnings: [(ContentKind, [UInt8])] = [
        (.pdf, ascii("%PDF-1.7\n")), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]),
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.tiff, [0x49, 0x49, 0x2A, 0, 8]),
        (.tiff, [0x4D, 0x4D, 0, 0x2A, 0]), (.gif, ascii("GIF89a")),
        (.bmp, [0x42, 0x4D, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]),
        (.webp, [0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]),
        (.heic, [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63]),
        (.mp4, [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6F, 0x6D]),
        (.compound, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), (.rar, [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 1, 0]),
        (.executable, [0x7F, 0x45, 0x4C, 0x46, 2, 1]), (.executable, [0x4D, 0x5A, 0x90, 0, 3]),
        (.unknown, [0, 1, 2, 3]), (.unknown, [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x71, 0x74, 0x20, 0x20]),
    ]

    private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: beginnings)
    func fixedBytesTell(expected: ContentKind, bytes: [UInt8]) throws {
        #expect(try kind(bytes) == expected)
        // What comes after the beginning changes nothing.
        #expect(try kind(bytes + [UInt8](repeating: 0, count: 100)) == expected)
    }

    private static let texts: [(ContentKind, String)] = [
        (.text, "test"), (.text, ""), (.text, "姓名：张三\r\n"), (.text, "a < b"), (.text, "MZ is a text"),
        (.xml, "<?xml version=\"1.0\"?>\n<申请/>"), (.xml, "<application/>"), (.rtf, "{\\rtf1 x}"),
        (.html, "<!DOCTYPE html><p>"), (.html, "  \n<HTML>"), (.html, "<!-- a --><script>x</script>"),
        (.html, "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html/>"), (.html, "\u{FEFF}<html>"),
        (.html, "<?xml version=\"1.0\"?><x:html xmlns:x=\"http://www.w3.org/1999/xhtml\"/>"),
        (.svg, "<svg onload=\"x\">"), (.svg, "<?xml version=\"1.0\"?>\n<!-- a -->\n<svg/>"),
        (.svg, "<!DOCTYPE svg [ <!ENTITY a \"b\"> ]><svg/>"),
        (.script, "#!/bin/sh\n"), (.script, "<?php phpinfo();"), (.script, "@ECHO OFF\r\n"),
    ]

    @Test(arguments: texts)
    func textTells(expected: ContentKind, text: String) throws { #expect(try kind(text) == expected) }

    @Test func gb18030IsText() throws {
        #expect(try kind([0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x0A]) == .text, "姓名")
        #expect(try kind([0x81, 0x30, 0x81, 0x30]) == .text, "a character of four bytes")
        #expect(try kind([0xD0, 0xD5, 0xC3]) == .unknown, "half a character")
        #expect(try kind([0xD0, 0x20]) == .unknown)
        #expect(try kind([0x41, 0x00, 0x42]) == .unknown, "a zero byte is in no text")
        #expect(try kind([0xED, 0xA0, 0x80, 0x80]) != .text, "half of a surrogate pair is no UTF-8")
    }

    @Test func aTextIsReadToItsEnd() throws {
        var bytes = [UInt8](repeating: 0x41, count: 200_000)
        #expect(try kind(bytes) == .text)
        bytes[199_999] = 0
        #expect(try kind(bytes) == .unknown)
        // A character that lies across two pieces is whole.
        for end in [ContentSniffer.headBytes, ContentSniffer.headBytes + ContentSniffer.pieceBytes] {
            bytes = [UInt8](repeating: 0x41, count: end - 1) + Array("张".utf8)
            #expect(try kind(bytes) == .text)
            #expect(try kind(bytes.dropLast(2)) == .unknown, "half a character")
        }
    }

    private static let archives: [(ContentKind, [String])] = [
        (.zip, ["a.txt"]), (.ofd, ["OFD.xml", "Doc_0/Document.xml"]),
        (.docx, ["[Content_Types].xml", "word/document.xml"]), (.xlsx, ["[Content_Types].xml", "xl/workbook.xml"]),
        (.pptx, ["[Content_Types].xml", "ppt/presentation.xml"]),
        (.script, ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
        (.executable, ["META-INF/MANIFEST.MF", "a/B.class"]), (.executable, ["AndroidManifest.xml"]), (.zip, []),
    ]

    @Test(arguments: archives)
    func archivesTellByTheirNames(expected: ContentKind, names: [String]) throws {
        let archive = Archive.of(names)
        #expect(try kind(archive) == expected)
        if !names.isEmpty { #expect(try kind(Array(archive.dropLast(30))) == .unknown, "cut off") }
    }

    @Test func noBytesBringItDown() throws {
        var generator = SplitMix(seed: 7)
        var heads: [[UInt8]] = ContentSignature.all.map { $0.parts[0].bytes }
        heads += [[0x50, 0x4B, 3, 4], Self.ascii("<?xml")]
        for _ in 0..<500 {
            var bytes = heads.randomElement(using: &generator) ?? []
            let count = Int.random(in: 0..<300, using: &generator)
            for _ in 0..<count { bytes.append(.random(in: 0...255, using: &generator)) }
            // A directory whose numbers are anything.
            if Bool.random(using: &generator) {
                bytes += [0x50, 0x4B, 5, 6]
                for _ in 0..<18 { bytes.append(.random(in: 0...255, using: &generator)) }
            }
            _ = try kind(bytes)
        }
    }
}

/// Archives that hold empty files.
enum Archive {
    /// An archive with files of these names.
    static func of(_ names: [String]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let length = two(name.utf8.count)
            directory += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24) + length
            directory += [UInt8](repeating: 0, count: 12) + four(body.count) + Array(name.utf8)
            body += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + length + [0, 0] + Array(name.utf8)
        }
        return body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + two(names.count) + two(names.count)
            + four(directory.count) + four(body.count) + [0, 0]
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
    private static func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }
}
