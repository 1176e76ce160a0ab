import CaseModel
import Foundation
import TestChance
import Testing

/// The address of a video session.
@Suite struct LinkTemplateTests {
    private func fault(_ text: String) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in _ = try LinkTemplate(text) }
    }

    private func link(_ text: String, session: String = "room-7") throws -> String {
        try LinkTemplate(text)
            .link(case: Sample.number, collecting: Sample.quzhou, handling: Sample.huangshan, session: session)
    }

    @Test func putsIn() throws {
        #expect(
            try link("https://v.example:8443/{collecting}-{handling}/{session}?case={case}#{session}")
                == "https://v.example:8443/330800-341000/room-7?case=\(Sample.number)#room-7"
        )
        #expect(try link("https://v.example?{session}") == "https://v.example?room-7")
        #expect(try link("https://v.example/%E9%97%A8/{session}") == "https://v.example/%E9%97%A8/room-7")
    }

    @Test func encodes() throws {
        #expect(
            try link("https://v.example/{session}", session: "a/b?c=1&d #{case}%门~_.-")
                == "https://v.example/a%2Fb%3Fc%3D1%26d%20%23%7Bcase%7D%25%E9%97%A8~_.-"
        )
    }

    /// Whatever a session is called, it comes back whole and moves nothing else.
    @Test func encodesWhateverComes() throws {
        var random = SplitMix(seed: 31)
        for _ in 0..<500 {
            let scalars = (0..<Int.random(in: 1...20, using: &random)).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 0...0x2FFFF, using: &random) >> UInt32.random(in: 0...11, using: &random)
                )
            }
            let session = String(String.UnicodeScalarView(scalars))
            let url = try #require(
                URLComponents(string: try link("https://v.example/x?s={session}&t=1", session: session))
            )
            #expect(url.host == "v.example" && url.path == "/x" && url.fragment == nil)
            #expect(url.queryItems?.map(\.name) == ["s", "t"])
            #expect(url.queryItems?.first?.value.map { Array($0.utf8) } == Array(session.utf8))
        }
    }

    @Test(arguments: [
        "", "http://v.example/{session}", "HTTPS://v.example/{session}", "v.example/{session}", "https:///{session}",
        "https://{session}/", "https://{session}.v.example/", "https://a@v.example/{session}",
        "https://v.example:/{session}",
        "https://v.example:0/{session}", "https://v.example:65536/{session}", "https://v.example:8a/{session}",
        "https://-v.example/{session}", "https://v.example/{sesion}", "https://v.example/{}{session}",
        "https://v.example/{Session}", "https://v.example/{session", "https://v.example/session}{session}",
        "https://v.example/{case}", "https://v.example/房间/{session}", "https://v.example/a b/{session}",
        "https://v.example/%4/{session}", "https://v.example/%4g{session}", "https://v.example/%{session}",
        "https://v.example/\"{session}", "https://v.example\\@w.example/{session}", "https://v.例/{session}",
    ])
    func refuses(text: String) {
        #expect(fault(text)?.field == "linkTemplate")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LinkTemplate].self, from: try JSONEncoder().encode([text]))
        }
    }

    @Test func length() {
        let text = "https://v.example/{session}"
        #expect(fault(text + String(repeating: "a", count: 500 - text.count)) == nil)
        #expect(fault(text + String(repeating: "a", count: 501 - text.count))?.code == .tooLong)
    }

    @Test func asJSON() throws {
        let template = try LinkTemplate("https://v.example/{session}")
        let data = try JSONEncoder().encode([template])
        #expect(try JSONDecoder().decode([LinkTemplate].self, from: data) == [template])
        #expect(try JSONDecoder().decode([String].self, from: data) == [template.description])
    }
}
