import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct CaseNumberTests {
    @Test func formAndRoundTrip() throws {
        var random = SplitMix(seed: 1)
        let pattern = try Regex("[1-9][0-9]{5}-[0-9]{8}-[0-9A-HJKMNP-TV-Z]{10}")
        for _ in 0..<5_000 {
            let city = try #require(CityCode(number: UInt32.random(in: 100_000...999_999, using: &random)))
            let at = Int64.random(in: 0...4_102_444_800_000, using: &random)
            let number = CaseNumber(collecting: city, at: at, random: random.next())
            let text = number.description
            #expect(try pattern.wholeMatch(in: text) != nil, "\(text)")
            #expect(CaseNumber(text) == number)
            #expect(CaseNumber(typed: " " + text.lowercased().replacingOccurrences(of: "0", with: "o") + " ") == number)
            #expect(number.collecting == city && number.collected == LocalDay(milliseconds: at))
        }
    }

    @Test func theDayIsTheLocalOne() {
        #expect(Sample.number.description.hasPrefix("330800-20261123-"))
        let anHourLater = CaseNumber(collecting: Sample.quzhou, at: Sample.time + 3_600_000, random: 0)
        #expect(anHourLater.description.hasPrefix("330800-20261124-"))
        let day = LocalDay(milliseconds: Sample.time).startMilliseconds
        #expect(CaseNumber(collecting: Sample.quzhou, at: day, random: 0).description == "330800-20261123-0000000000")
        let last = CaseNumber(collecting: Sample.quzhou, at: day + LocalDay.dayMilliseconds - 1, random: .max)
        #expect(last.description == "330800-20261123-ZZZZZZZZZZ")
        #expect(CaseNumber.timeBitCount + CaseNumber.randomBitCount == 50)
    }

    /// What comes half a second later stands behind, whatever the random part.
    @Test(arguments: 0..<20) func laterNumbersStandBehind(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var at = Sample.time
        var last = ""
        for _ in 0..<1_000 {
            let number = CaseNumber(collecting: Sample.quzhou, at: at, random: random.next()).description
            #expect(last < number)
            last = number
            at += Int64.random(in: 500...200_000, using: &random)
        }
    }

    @Test func numbersOfOneInstantDiffer() {
        var random = SplitMix(seed: 3)
        let numbers = (0..<1_000).map { _ in
            CaseNumber(collecting: Sample.quzhou, at: Sample.time, random: random.next())
        }
        #expect(Set(numbers).count == 1_000)
    }

    @Test func typedNumbersForgive() {
        let number = CaseNumber("330800-20261123-10AB00CD11")
        #expect(number != nil)
        #expect(CaseNumber(typed: "330800-20261123-ioabO0cdlI") == number)
        #expect(CaseNumber(typed: "330800-20261123-ioabO0cdlI9") == nil)
        #expect(CaseNumber(typed: "") == nil)
    }

    @Test(arguments: [
        "", "330800-20261123-10AB00CD1", "330800-20261123-10AB00CD111", "330800-20261123-10AB00CD1U",
        "330800-20261123-10AB00CD1I", "330800-20261123-10AB00CD1O", "330800-20261123-10AB00CD1L",
        "330800-20261123-10ab00cd11", "330800-20261323-10AB00CD11", "330800-20260230-10AB00CD11",
        "030800-20261123-10AB00CD11", "3308O0-20261123-10AB00CD11", "330800_20261123-10AB00CD11",
        "330800-20261123_10AB00CD11", "330800-00010101-10AB00CD11", "330800-20261123-10AB00CD1\u{661}",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(CaseNumber(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CaseNumber].self, from: JSONEncoder().encode([text]))
        }
    }
}

@Suite struct LocalDayTests {
    @Test func everyDayOfFourCenturiesInOrder() throws {
        // Counts days the slow way.
        var (year, month, day) = (1_900, 1, 1)
        let first = try #require(LocalDay(year: year, month: month, day: day)).number
        #expect(first == -25_567)
        for number in first..<(first + 146_097) {
            let value = LocalDay(number: number)
            #expect(value.date == (year, month, day))
            #expect(LocalDay(year: year, month: month, day: day) == value)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test func instantsFallOnTheirDay() {
        #expect(LocalDay(milliseconds: Sample.time).description == "20261123")
        for number: Int64 in [-10_000, -1, 0, 1, 20_000] {
            let day = LocalDay(number: number)
            #expect(LocalDay(milliseconds: day.startMilliseconds) == day)
            #expect(LocalDay(milliseconds: day.startMilliseconds - 1).number == number - 1)
            #expect(LocalDay(milliseconds: day.startMilliseconds + LocalDay.dayMilliseconds - 1) == day)
        }
    }

    @Test func textsOfDates() {
        #expect(LocalDay("20240229") != nil)
        for text in ["20230229", "20240230", "20240001", "20241301", "20240100", "2024010", "202401011", "2024010x"] {
            #expect(LocalDay(text) == nil, "\(text)")
        }
        #expect(LocalDay("00010101")?.description == "00010101")
        #expect(LocalDay("20240229")! < LocalDay("20240301")!)
    }
}

@Suite struct CodeTests {
    @Test func cities() throws {
        #expect(CityCode("330800")?.description == "330800")
        for text in ["", "33080", "3308000", "030800", "33080x", "３３０８００"] { #expect(CityCode(text) == nil, "\(text)") }
        #expect(CityCode(number: 99_999) == nil && CityCode(number: 1_000_000) == nil)
        #expect(CityCode("330800")! < CityCode("341000")!)
        let text = try JSONEncoder().encode([Sample.quzhou])
        #expect(String(decoding: text, as: UTF8.self) == "[\"330800\"]")
        #expect(try JSONDecoder().decode([CityCode].self, from: text) == [Sample.quzhou])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CityCode].self, from: Data("[\"99\"]".utf8)) }
    }

    @Test func digests() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<200 {
            let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let other = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let digest = try #require(MaterialDigest(bytes))
            #expect(digest.bytes == bytes)
            #expect(digest.description == bytes.map { String($0 + 0, radix: 16).leftPadded }.joined())
            #expect(MaterialDigest(hex: digest.description.uppercased()) == digest)
            #expect((digest < MaterialDigest(other)!) == bytes.lexicographicallyPrecedes(other))
            #expect(try JSONDecoder().decode([MaterialDigest].self, from: JSONEncoder().encode([digest])) == [digest])
        }
        #expect(MaterialDigest([1, 2, 3]) == nil && MaterialDigest([UInt8](repeating: 0, count: 33)) == nil)
        #expect(MaterialDigest(hex: String(repeating: "g", count: 64)) == nil)
        #expect(MaterialDigest(hex: String(repeating: "a", count: 63)) == nil)
    }
}

extension String {
    fileprivate var leftPadded: String { count == 1 ? "0" + self : self }
}
