import TestChance
import Testing

@testable import CaseModel

@Suite("What a text is measured as")
struct MeasureTests {
    private static let scalars: [Unicode.Scalar] = [
        "\0", "\t", "\n", "\r", "\u{1F}", " ", "!", "x", "~", "\u{7F}", "\u{80}", "\u{9F}", "\u{A0}", "é", "\u{7FF}",
        "\u{800}",
        "\u{3000}", "\u{3001}", "衢", "\u{FFFD}", "𠮷", "\u{10FFFF}",
    ]

    @Test("It is what its scalars say one by one", arguments: 1...6 as ClosedRange<UInt64>)
    func same(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<2_000 {
            // Long runs of one scalar between others, so that whole words of eight bytes are alike.
            var text = ""
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let scalar = Self.scalars[Int.random(in: Self.scalars.indices, using: &random)]
                for _ in 0..<Int.random(in: 0...12, using: &random) { text.unicodeScalars.append(scalar) }
            }
            let scalars = text.unicodeScalars
            let measure = Measure(text)
            #expect(measure.characterCount == scalars.count)
            #expect(measure.byteCount == text.utf8.count)
            let breaks: Set<Unicode.Scalar> = ["\t", "\n", "\r"]
            let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
            #expect(measure.hasBreak == scalars.contains(where: breaks.contains))
            #expect(measure.hasControl == scalars.contains { isControl($0) && !breaks.contains($0) })
            let blanks = breaks.union([" ", "\u{A0}", "\u{3000}"])
            #expect(measure.hasInk == scalars.contains { !isControl($0) && !blanks.contains($0) })
        }
    }
}
