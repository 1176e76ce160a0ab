import TestChance
import Testing

@testable import CaseModel

/// What a search finds, in which order, and what it must not find.
@Suite struct CatalogueSearchTests {
    /// An item of this name; the guides of `Sample` belong to others.
    private static func item(
        _ number: Int,
        _ name: String,
        english: String = "Item",
        aliases: [String] = [],
        field: String = "商事登记",
        applicants: [Applicant.Kind] = [.natural]
    ) -> Item {
        Item(
            code: "T\(String(number + 1_000).dropFirst())",
            name: name,
            englishName: english,
            aliases: aliases,
            field: field,
            department: "市场监管总局",
            applicants: applicants,
            type: .publicService
        )
    }

    private static let items = [
        item(1, "个体工商户设立登记", english: "Establish sole trader"),
        item(2, "企业登记档案资料查询", english: "Query company registration file", applicants: [.natural, .legal]),
        item(3, "登记", english: "Registration"),
        item(4, "失业登记", english: "Unemployment registration", field: "社会保险与就业"),
        item(5, "《出生医学证明》补发", english: "Re-issue birth medical certificate", aliases: ["出生证补办"]),
        item(6, "行政许可(限港澳ABC类)", english: "Endorsement for HK/Macao"),
    ]

    private func index() throws -> CatalogueIndex {
        CatalogueIndex(try Sample.catalogue(Self.items))
    }

    /// The codes that are found, each with its match.
    private func found(_ text: String, _ change: (inout CatalogueQuery) -> Void = { _ in }) throws -> [String] {
        var query = CatalogueQuery(text: text)
        change(&query)
        return try index().search(query, on: Sample.summer).hits.map { "\($0.item.code) \($0.match)" }
    }

    @Test func codes() throws {
        for code in [Sample.item.code, Sample.item.localCodes[0], Sample.guide.implementationCode] {
            #expect(try found(code) == ["SAMPLE00K123 exact"])
            #expect(try found(code.lowercased()) == ["SAMPLE00K123 exact"])
        }
        #expect(try found("SAMPLE") == ["SAMPLE00K076 prefix", "SAMPLE00K123 prefix"])
        #expect(try found("511A006") == ["SAMPLE00K123 prefix"])
        #expect(try found("511").isEmpty, "three characters of a code say nothing")
        #expect(try found("T004") == ["T004 exact"])
    }

    @Test func namesAndParts() throws {
        #expect(try found("失业登记") == ["T004 exact"])
        #expect(try found("公司设立登记") == ["SAMPLE00K123 exact"], "an alias is a name")
        #expect(
            try found("登记") == ["T003 exact", "SAMPLE00K123 part", "T001 part", "T002 part", "T004 part"]
        )
        #expect(try found("企业登") == ["T002 prefix"])
        #expect(try found("出生医学证明补发") == ["T005 exact"], "punctuation does not count")
        #expect(try found("出生证") == ["T005 prefix"])
        #expect(try found("设立登") == ["SAMPLE00K123 part", "T001 part"])
        #expect(try found("登设").isEmpty)
        #expect(try found("户登记").isEmpty, "both pairs are there, but not in a row")
        #expect(try found("ＡＢＣ类") == ["T006 part"], "full width counts like half width")
        #expect(try found("护") == ["SAMPLE00K076 part"])
        #expect(try found("!?").isEmpty)
    }

    @Test func wordsTogether() throws {
        #expect(try found("登记 设立") == ["SAMPLE00K123 part", "T001 part"])
        #expect(try found("登记 sole") == ["T001 part"])
        #expect(try found("失业 护照").isEmpty)
    }

    @Test func english() throws {
        #expect(try found("Unemployment Registration") == ["T004 exact"])
        #expect(try found("unemployment reg") == ["T004 prefix"])
        #expect(try found("registration") == ["T003 exact", "T002 part", "T004 part"])
        #expect(try found("trader sole") == ["T001 part"])
        #expect(try found("macao") == ["T006 part"])
        #expect(try found("egistration").isEmpty, "words are found by their beginning")
    }

    @Test func pinyin() throws {
        #expect(try found("gssl") == ["SAMPLE00K123 pinyin"])
        #expect(try found("GSSLDJ") == ["SAMPLE00K123 pinyin"])
        #expect(try found("sydj") == ["T004 pinyin"])
        #expect(try found("xzxk") == ["T006 pinyin"])
        #expect(try found("hzxk") == ["T006 pinyin"], "行 is xing and hang")
        #expect(try found("gaabcl") == ["T006 pinyin"], "letters in a name stand for themselves")
        #expect(try found("g").isEmpty)
        #expect(try found("gsx").isEmpty)
    }

    @Test func initialsOfCharacters() {
        func letters(_ character: Unicode.Scalar) -> String {
            let initials = PinyinInitials(character.value)
            return String(
                (0x61...0x7A).filter { initials.contains($0) }.compactMap { Unicode.Scalar($0).map(Character.init) }
            )
        }
        #expect(letters("办") == "b" && letters("厦") == "sx" && letters("行") == "hx" && letters("会") == "hk")
        #expect(letters("座") == "z" && letters("黟") == "y" && letters("衢") == "q")
        #expect(letters("q") == "q" && letters("9") == "" && letters("龘") == "" && letters("㐀") == "")
        let all = PinyinInitials.table.map { ($0.letter.value, $0.characters.unicodeScalars.map(\.value)) }
        #expect(Set(all.flatMap(\.1)).count == 6_763, "all of GB 2312")
        #expect(all.allSatisfy { letter, characters in characters.allSatisfy { PinyinInitials($0).contains(letter) } })
    }

    /// A guide that names its city everywhere would be found by the city's name, as every other guide of the city.
    @Test func namesOfCitiesFindNothing() throws {
        var guide = Sample.guide
        guide.office = "黄山市政务服务中心(衢州市、南平市、上饶市通办)"
        guide.materials[0].criteria = ["衢州市、南平市、上饶市、黄山市均可受理"]
        guide.legalBasis = "衢黄南饶联盟花园"
        guide.implementationCode = "341000-330800-1"
        let index = CatalogueIndex(try Catalogue(items: [Sample.item], guides: [guide]))
        for text in ["黄山", "黄山市", "衢州", "南平市", "上饶", "政务服务中心", "联盟", "hss", "qz", "3410", "341000", "330800"] {
            #expect(try index.search(CatalogueQuery(text: text), on: Sample.summer).hits.isEmpty, "\(text)")
        }
        let here = CatalogueQuery(text: "公司", city: Sample.huangshan)
        #expect(try index.search(here, on: Sample.summer).hits.map(\.cities) == [[Sample.huangshan]])
        #expect(try index.search(CatalogueQuery(text: "341000-330800-1"), on: Sample.summer).hits.count == 1)
    }

    @Test func filters() throws {
        #expect(try found("登记") { $0.field = "社会保险与就业" } == ["T004 part"])
        #expect(try found("登记") { $0.applicant = .legal } == ["SAMPLE00K123 part", "T002 part"])
        #expect(try found("登记") { $0.city = Sample.huangshan } == ["SAMPLE00K123 part"])
        #expect(try found("登记") { $0.city = Sample.quzhou }.isEmpty)
        #expect(try found("登记") { $0.mode = .joint } == ["SAMPLE00K123 part"])
        #expect(try found("") { $0.city = Sample.huangshan } == ["SAMPLE00K076 exact", "SAMPLE00K123 exact"])
        #expect(try found("") { $0.mode = .online } == ["SAMPLE00K123 exact"], "a jump item is offered in no mode")
        #expect(try found(" ").count == 8)
    }

    @Test func filtersLookAtTheGuideInForce() throws {
        var later = Sample.guide
        (later.version, later.modes, later.legs) = (2, [.online], [])
        later.period = GuidePeriod(from: Sample.summer, until: LocalDay(number: Sample.summer.number + 9))
        let index = CatalogueIndex(try Sample.catalogue(guides: [later]))
        func offered(_ mode: HandlingMode?, _ day: Int64) throws -> Bool {
            let query = CatalogueQuery(city: Sample.huangshan, mode: mode)
            let page = try index.search(query, on: LocalDay(number: Sample.summer.number + day))
            return page.hits.contains { $0.item == Sample.item && $0.cities == [Sample.huangshan] }
        }
        #expect(try offered(.joint, -1) && !offered(.joint, 0))
        #expect(try offered(.online, 0) && offered(.online, 9) && !offered(.online, 10) && !offered(nil, 10))
        let before = Sample.newYear.number - Sample.summer.number - 1
        #expect(try !offered(nil, before) && offered(nil, before + 1))
    }

    @Test func badQuestionsAreRefused() throws {
        let index = try index()
        let table: [(CatalogueQuery, String, CaseRefusal.Code)] = [
            (CatalogueQuery(text: String(repeating: "登", count: 101)), "text", .tooLong),
            (CatalogueQuery(text: "登\n记"), "text", .malformed),
            (CatalogueQuery(text: "a b c d e f g h i"), "text", .tooMuch),
            (CatalogueQuery(limit: 0), "limit", .malformed), (CatalogueQuery(limit: 101), "limit", .malformed),
            (CatalogueQuery(cursor: ""), "cursor", .malformed), (CatalogueQuery(cursor: "T001"), "cursor", .malformed),
            (CatalogueQuery(cursor: "whole:T001"), "cursor", .malformed),
        ]
        for (query, field, code) in table {
            let fault = refusal { () throws(CaseRefusal) in _ = try index.search(query, on: Sample.summer) }
            #expect(fault?.field == field && fault?.code == code, "\(query)")
        }
        #expect(
            try index.search(CatalogueQuery(text: String(repeating: "登", count: 100)), on: Sample.summer).hits.isEmpty
        )
    }

    @Test func eightWordsAreTaken() throws {
        #expect(try found("登记 登 记 登记 登记 登记 登记 设立") == ["SAMPLE00K123 part", "T001 part"])
    }

    @Test(arguments: [1, 2, 3, 7, 100]) func pagesTogetherAreTheWhole(limit: Int) throws {
        let index = try index()
        for text in ["", "登记", "reg", "gs"] {
            let whole = try index.search(CatalogueQuery(text: text, limit: 100), on: Sample.summer)
            #expect(whole.next == nil)
            var query = CatalogueQuery(text: text, limit: limit)
            var hits: [CatalogueHit] = []
            repeat {
                let page = try index.search(query, on: Sample.summer)
                #expect(page.hits.count <= limit && (page.next == nil || page.hits.count == limit))
                hits += page.hits
                query.cursor = page.next
            } while query.cursor != nil && hits.count <= whole.hits.count
            #expect(hits == whole.hits)
        }
        let gone = try index.search(CatalogueQuery(text: "登记", cursor: "part:T001x"), on: Sample.summer)
        #expect(gone.hits.map(\.item.code) == ["T002", "T004"], "an item that is gone is no fault")
    }

    /// Looks at every name anew, by the words of the rule.
    private func slow(_ text: String, _ items: [Item]) -> [String] {
        var hits: [(Int, String)] = []
        for item in items {
            let ranks = ([item.name] + item.aliases).compactMap { name -> Int? in
                name == text ? 0 : name.hasPrefix(text) ? 1 : name.contains(text) ? 2 : nil
            }
            if let rank = ranks.min() { hits.append((rank, item.code)) }
        }
        return hits.sorted { $0 < $1 }.map { "\($0.1) \(["exact", "prefix", "part"][$0.0])" }
    }

    @Test(arguments: 0..<20) func theIndexFindsWhatAScanFinds(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        // Few characters, so that parts come again and again.
        func word(_ count: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: count, using: &random)).map { _ in "公司登记设立户".randomElement(using: &random) ?? "公" }
            )
        }
        var items: [Item] = []
        for number in 0..<60 {
            items.append(Self.item(number, word(1...6), aliases: Bool.random(using: &random) ? [word(1...6)] : []))
        }
        let index = CatalogueIndex(try Catalogue(items: items, guides: []))
        for _ in 0..<40 {
            let text = word(1...4)
            let page = try index.search(CatalogueQuery(text: text, limit: 100), on: Sample.summer)
            #expect(page.hits.map { "\($0.item.code) \($0.match)" } == slow(text, items), "\(text)")
        }
    }
}
