import CaseModel
import TestChance
import Testing

/// Check digits, against slow implementations that follow the text of the standards step by step.
@Suite struct CheckDigitTests {
    /// GB 11643: the weight of place i (from the right, 1 for the check character) is 2^(i-1) mod 11, and the weighted sum
    /// of all eighteen is 1 mod 11, where X stands for ten.
    static func slowCitizen(_ text: String) -> Bool {
        let values = text.compactMap { $0 == "X" || $0 == "x" ? 10 : $0.isASCII ? $0.wholeNumberValue : nil }
        guard values.count == 18, text.count == 18, !values.dropLast().contains(10) else { return false }
        var sum = 0
        for (offset, value) in values.reversed().enumerated() {
            var weight = 1
            for _ in 0..<offset { weight = weight * 2 % 11 }
            sum += weight * value
        }
        return sum % 11 == 1
    }

    /// GB 32100: weights are powers of three modulo 31 from the left; the weighted sum with the check character's weight 1
    /// is 0 mod 31.
    static func slowCredit(_ text: String) -> Bool {
        let marks = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let values = text.uppercased().compactMap { marks.firstIndex(of: $0) }
        guard values.count == 18, text.count == 18 else { return false }
        var sum = values[17]
        for index in 0..<17 {
            var weight = 1
            for _ in 0..<index { weight = weight * 3 % 31 }
            sum += weight * values[index]
        }
        return sum % 31 == 0
    }

    @Test(arguments: ["11010519491231002X", "11010519491231002x", "440524188001010014"])
    func soundCitizenIDs(text: String) { #expect(CitizenID.isValid(text)) }

    @Test(arguments: [
        "91330100799655058B", "9144030071526726XG", "11430000006122244L", "11370800MB28559184", "11100000000013338W",
        "91330100799655058b",
    ])
    func soundCreditCodes(text: String) { #expect(CreditCode.isValid(text)) }

    @Test func citizenIDsByTheThousand() {
        var random = SplitMix(seed: 11)
        var sound = 0
        for _ in 0..<20_000 {
            let year = Int.random(in: 1_800...2_199, using: &random)
            let day = LocalDay(
                number: LocalDay(year: year, month: 1, day: 1)!.number + .random(in: 0..<365, using: &random)
            )
            // Places that no list of today has are as good as any.
            let text =
                "\(Int.random(in: 100_000...999_999, using: &random))\(day)\(Int.random(in: 100...999, using: &random))"
                + ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "x"].randomElement(using: &random)!
            #expect(CitizenID.isValid(text) == Self.slowCitizen(text), "\(text)")
            if CitizenID.isValid(text) { sound += 1 }
        }
        #expect(sound > 1_000)
    }

    @Test func everyWrongDigitAndSwapIsFound() {
        let text = Array("440524188001010014")
        for index in text.indices {
            for other in "0123456789" where other != text[index] {
                var wrong = text
                wrong[index] = other
                #expect(!CitizenID.isValid(String(wrong)))
            }
        }
        for index in 0..<17 where text[index] != text[index + 1] {
            var wrong = text
            wrong.swapAt(index, index + 1)
            #expect(!CitizenID.isValid(String(wrong)))
        }
    }

    @Test func datesThatDoNotExist() {
        // Check characters are right for all of these; only the date is wrong.
        for date in ["19490230", "19491301", "19490001", "19490100", "17991231", "22000101", "19000229"] {
            for check in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"] {
                let text = "110105\(date)002\(check)"
                if Self.slowCitizen(text) { #expect(!CitizenID.isValid(text), "\(text)") }
            }
        }
    }

    @Test(arguments: [
        "", "1", "11010519491231002", "11010519491231002XX", "1101051949123100２X", "X1010519491231002X",
        "010105194912310021",
        "11010519491231002Y", "110105194912310O2X",
    ])
    func otherFormsOfCitizenIDs(text: String) { #expect(!CitizenID.isValid(text)) }

    @Test func creditCodesByTheThousand() {
        var random = SplitMix(seed: 12)
        let marks = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var sound = 0
        for _ in 0..<20_000 {
            let text = String((0..<18).map { _ in marks.randomElement(using: &random)! })
            #expect(CreditCode.isValid(text) == Self.slowCredit(text), "\(text)")
            if CreditCode.isValid(text) { sound += 1 }
        }
        #expect(sound > 300)
        for letter in "IOSVZ" { #expect(!CreditCode.isValid("9133010079965505\(letter)B")) }
        for text in ["", "91330100799655058", "91330100799655058BB", "9133010079965505８B", "91330100799655058C"] {
            #expect(!CreditCode.isValid(text), "\(text)")
        }
    }
}
