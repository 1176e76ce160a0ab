import CaseModel
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Entries: notices between operators")
struct NoticeTests {
    private func read(_ subject: String, _ text: String, _ officer: String) throws -> Statement {
        let notice = WireNotice.with { ($0.subject, $0.text, $0.officer) = (subject, text, officer) }
        return try EntryDecoder.decode(EntryEncoder.encoded(notice), number: Sample.number(Sample.quzhou, random: 5))
    }

    @Test("The longest notice, in characters that take several bytes, and the shortest")
    func sound() throws {
        let longest = [200, 20_000, 100].map { String(repeating: "𠮷", count: $0) }
        for said in [longest, ["停", "", "运"], ["停机", "今晚\n\t停机\r\n", "运维"]] {
            guard case .notice(let subject, let text, let officer) = try read(said[0], said[1], said[2]) else {
                Issue.record("not a notice")
                continue
            }
            #expect([subject, text, officer] == said)
        }
    }

    @Test("What is too long, missing, or holds what no text may hold is named")
    func faults() {
        func line(_ count: Int) -> String { String(repeating: "办", count: count) }
        let faults: [(String, String, String, CaseRefusal.Code, String)] = [
            (line(201), "", "运维", .tooLong, "subject"),
            ("停机", line(20_001), "运维", .tooLong, "text"),
            ("停机", "", line(101), .tooLong, "officer"),
            ("", "今晚停机", "运维", .missing, "subject"),
            (" \u{3000}", "今晚停机", "运维", .missing, "subject"),
            ("停机", "今晚停机", "", .missing, "officer"),
            ("停\n机", "今晚停机", "运维", .malformed, "subject"),
            ("停机", "今晚\u{7}停机", "运维", .malformed, "text"),
            ("停机", "今晚停机", "运\u{85}维", .malformed, "officer"),
        ]
        for (subject, text, officer, code, field) in faults {
            let fault = #expect(throws: EntryFault.self) { try read(subject, text, officer) }
            #expect(fault?.code == code.rawValue && fault?.detail.hasSuffix("(\(field))") == true, "\(field) \(code)")
        }
    }

    @Test("A notice that breaks a limit is quarantined and its sender told; the next one is taken")
    func quarantine() throws {
        let city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .alliance)
        for officer in ["", "运维"] {
            let notice = WireNotice.with { ($0.subject, $0.text, $0.officer) = ("停机", "今晚停机", officer) }
            try voice.say(EntryEncoder.encoded(notice), nil)
        }
        voice.send(to: city)
        #expect(try city.quarantine().map(\.code) == ["missing"])
        let refusals = try city.refusals(to: Sample.quzhou)
        #expect(refusals.map(\.sequence) == [1] && refusals.first?.lane == Lane.alliance.rawValue)
        #expect(try city.standing(voice.stream).received == voice.end)
    }
}
