import Testing

@testable import CaseModel

/// Which files are taken.
@Suite struct ContentRulesTests {
    private let strict = ContentRules(allowed: ContentRules.usual)
    private let open = ContentRules()

    private func type(_ text: String) throws -> DeclaredType { try #require(DeclaredType(text)) }

    @Test func everyUsualTypeIsKnownAndTaken() throws {
        #expect(ContentRules.usual.count == 19)
        for allowed in ContentRules.usual {
            let kind = try #require(allowed.type.kinds?.first)
            #expect(throws: Never.self) { try strict.check(kind, declared: allowed.type, size: 1) }
        }
    }

    @Test(arguments: ContentKind.allCases.filter(\.isDangerous))
    func dangerousKindsAreNeverTaken(kind: ContentKind) throws {
        for rules in [open, strict] {
            for declared in [nil, "application/pdf", kind.mediaType, "text/plain"] {
                #expect(throws: ContentRefusal.dangerous(kind)) {
                    try rules.check(kind, declared: declared.flatMap { DeclaredType($0) }, size: 1)
                }
            }
        }
    }

    @Test(arguments: ["text/html", "image/svg+xml", "application/javascript", "application/x-msdownload"])
    func dangerousWordsAreNotTakenEither(text: String) throws {
        #expect(throws: ContentRefusal.self) { try open.check(.text, declared: try type(text), size: 1) }
    }

    @Test func contentIsHeldAgainstTheWord() throws {
        #expect(throws: ContentRefusal.differs(declared: "image/jpeg", found: .pdf)) {
            try open.check(.pdf, declared: try type("IMAGE/JPEG; q=1"), size: 1)
        }
        for (declared, kind) in [
            ("application/zip", ContentKind.docx), ("text/plain", .xml), ("application/msword", .compound),
            ("image/jpg", .jpeg), ("application/vnd.ofd", .ofd),
        ] { #expect(throws: Never.self) { try strict.check(kind, declared: try type(declared), size: 1) } }
        // What the table does not know cannot be compared; a list takes it only where it names it.
        #expect(throws: Never.self) { try open.check(.unknown, declared: try type("image/x-scan"), size: 1) }
        #expect(throws: ContentRefusal.self) { try strict.check(.unknown, declared: try type("image/x-scan"), size: 1) }
        let own = ContentRules(allowed: [.init(type: try type("image/x-scan"))])
        #expect(throws: Never.self) { try own.check(.unknown, declared: try type("image/x-scan"), size: 1) }
        #expect(throws: ContentRefusal.self) { try own.check(.unknown, declared: nil, size: 1) }
    }

    @Test(arguments: ["", "application/octet-stream", "application/x-www-form-urlencoded", " ; charset=utf-8"])
    func wordsThatSayNothing(text: String) { #expect(DeclaredType(text) == nil) }

    @Test func withoutAWordTheContentDecides() {
        #expect(throws: Never.self) { try open.check(.unknown, declared: nil, size: 1) }
        #expect(throws: Never.self) { try strict.check(.ofd, declared: nil, size: 1) }
        #expect(throws: ContentRefusal.notTaken("application/vnd.rar", allowed: ContentRules.usual.map(\.type.text))) {
            try strict.check(.rar, declared: nil, size: 1)
        }
    }

    @Test func nothingIsNoFile() {
        #expect(throws: ContentRefusal.empty) { try open.check(.text, declared: nil, size: 0) }
    }

    @Test func everyTypeHasItsLimit() throws {
        let rules = ContentRules(allowed: [
            .init(type: try type("application/pdf"), bytesMax: 10), .init(type: try type("video/mp4")),
        ])
        #expect(throws: Never.self) { try rules.check(.pdf, declared: nil, size: 10) }
        #expect(throws: ContentRefusal.tooLarge("application/pdf", limit: 10)) {
            try rules.check(.pdf, declared: nil, size: 11)
        }
        #expect(throws: Never.self) { try rules.check(.mp4, declared: nil, size: 11) }
    }

    @Test func filesOfOtherCitiesAreMarked() throws {
        #expect(ContentRules.difference(.jpeg, from: try type("image/jpeg")) == nil)
        #expect(ContentRules.difference(.html, from: try type("text/html")) == nil, "cities issue pages")
        #expect(ContentRules.difference(.html, from: try type("image/jpeg")) != nil)
        #expect(ContentRules.difference(.executable, from: nil) == .dangerous(.executable))
        #expect(ContentRules.difference(.unknown, from: nil) == nil)
    }

    @Test func everyRefusalSaysWhatToDo() {
        for refusal in [
            ContentRefusal.dangerous(.script), .differs(declared: "a/b", found: .pdf), .notTaken("a/b", allowed: []),
            .tooLarge("a/b", limit: 1), .empty,
        ] { #expect(refusal.message.contains("Send")) }
    }
}
