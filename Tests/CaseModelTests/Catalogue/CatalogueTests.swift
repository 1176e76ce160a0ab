import CaseModel
import Foundation
import TestChance
import Testing

/// Items and guides together: codes, versions, days.
@Suite struct CatalogueTests {
    private func itemFault(_ change: (inout Item) -> Void) -> CatalogueFault? {
        var item = Sample.item
        change(&item)
        let found = faults(items: [item, Sample.jumpItem], guides: [])
        #expect(found.count <= 1, "\(found)")
        #expect(found.allSatisfy { $0.place == .item(0) && $0.city == nil })
        return found.first
    }

    @Test func itemsAreComplete() {
        let long = String(repeating: "长", count: 201)
        let table: [(String, CaseRefusal.Code, (inout Item) -> Void)] = [
            ("code", .missing, { $0.code = "" }),
            ("code", .tooLong, { $0.code = String(repeating: "9", count: 51) }),
            ("localCodes[0]", .tooLong, { $0.localCodes = [String(repeating: "9", count: 51)] }),
            ("localCodes", .tooMuch, { $0.localCodes = (0..<21).map { "l\($0)" } }),
            ("name", .tooLong, { $0.name = long }),
            ("englishName", .missing, { $0.englishName = "" }),
            ("aliases[1]", .repeated, { $0.aliases = ["开公司", "开公司"] }),
            ("aliases[0]", .missing, { $0.aliases = [""] }),
            ("field", .missing, { $0.field = "" }),
            ("department", .missing, { $0.department = "" }),
            ("applicants", .missing, { $0.applicants = [] }),
            ("applicants[1]", .repeated, { $0.applicants = [.legal, .legal] }),
            ("link", .missing, { $0.kind = .jump }),
            ("link", .inconsistent, { $0.link = "https://example.cn/" }),
            (
                "link", .malformed,
                {
                    $0.kind = .jump
                    $0.link = "http://example.cn/"
                }
            ),
            ("localCodes[0]", .repeated, { $0.localCodes = [$0.code] }),
        ]
        for (field, code, change) in table {
            let fault = itemFault(change)
            #expect(fault?.refusal.field == field && fault?.refusal.code == code, "\(field) \(code): \(fault as Any)")
        }
        #expect(itemFault { $0.code = String(repeating: "码", count: 50) } == nil)
        #expect(itemFault { $0.kind = .enquiry } == nil)
    }

    @Test func aCodeMeansOneItem() {
        var item = Sample.item
        item.code = Sample.jumpItem.code
        let found = faults(items: [Sample.jumpItem, item], guides: [])
        #expect(found.map(\.place) == [.item(1)])
        #expect(found.first?.refusal.code == .repeated && found.first?.refusal.field == "code")
    }

    @Test func anItemIsFoundByEveryCode() throws {
        let catalogue = try Sample.catalogue()
        let codes = [Sample.item.code, Sample.item.localCodes[0], Sample.guide.implementationCode]
        for code in codes { #expect(catalogue.item(code) == Sample.item) }
        #expect(catalogue.item(Sample.item.name) == nil)
        #expect(catalogue.item("") == nil)
        for code in codes {
            #expect(catalogue.guide(for: code, city: Sample.huangshan, version: 1) == Sample.guide)
            #expect(catalogue.guide(for: code, city: Sample.quzhou, version: 1) == nil)
        }
        #expect(catalogue.cities(for: Sample.item.code) == [Sample.huangshan])
        #expect(Set(catalogue.guides) == [Sample.guide, Sample.jumpGuide])
    }

    @Test func oneImplementationCodeIsOneItem() throws {
        var other = Sample.jumpGuide
        other.implementationCode = Sample.guide.implementationCode
        let found = faults(guides: [Sample.guide, other])
        #expect(found.map(\.refusal.field) == ["implementationCode"] && found.first?.place == .guide(1))
        other.implementationCode = Sample.item.localCodes[0]
        #expect(faults(guides: [Sample.guide, other]).map(\.refusal.code) == [.repeated])
        var second = Sample.guide
        (second.version, second.period.from) = (2, Sample.summer)
        #expect(faults(guides: [Sample.guide, second]).isEmpty, "versions share the code")
    }

    /// Versions as (number, first day, last day), days counted from the new year.
    private func guides(_ versions: [(Int, Int64, Int64?)]) -> [Guide] {
        versions.map { number, from, until in
            var guide = Sample.guide
            guide.version = number
            guide.period = GuidePeriod(
                from: LocalDay(number: Sample.newYear.number + from),
                until: until.map { LocalDay(number: Sample.newYear.number + $0) }
            )
            return guide
        }
    }

    @Test func versionsFollowEachOther() {
        let table: [([(Int, Int64, Int64?)], String?)] = [
            ([(1, 0, nil), (2, 1, nil)], nil),
            ([(2, 5, nil), (1, 0, 4)], nil),
            ([(1, 0, 4), (3, 9, 9), (7, 10, nil)], nil),
            ([(1, 0, nil), (1, 5, nil)], "version"),
            ([(1, 0, nil), (2, 0, nil)], "period.from"),
            ([(1, 0, 5), (2, 5, nil)], "period.from"),
            ([(1, 5, nil), (2, 0, nil)], "period.from"),
        ]
        for (versions, field) in table {
            let found = faults(guides: guides(versions))
            #expect(found.map(\.refusal.field) == (field.map { [$0] } ?? []), "\(versions)")
        }
    }

    /// The version in force by the words of the rule: of those that have begun the latest, unless it has ended.
    private func slow(_ guides: [Guide], on day: LocalDay) -> Int? {
        var best: Guide?
        for guide in guides where guide.period.from <= day {
            if best.map({ $0.period.from < guide.period.from }) ?? true { best = guide }
        }
        guard let best else { return nil }
        if let until = best.period.until, until < day { return nil }
        return best.version
    }

    @Test(arguments: 0..<50) func theVersionInForce(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var day: Int64 = 0
        var versions: [(Int, Int64, Int64?)] = []
        for number in 1...Int.random(in: 1...6, using: &random) {
            day += Int64.random(in: 1...4, using: &random)
            let until = Bool.random(using: &random) ? day + Int64.random(in: 0...3, using: &random) : nil
            versions.append((number, day, until))
            day = until ?? day
        }
        let guides = guides(versions)
        let catalogue = try Catalogue(items: [Sample.item], guides: guides.shuffled(using: &random))
        for number in -1...(day + 3) {
            let day = LocalDay(number: Sample.newYear.number + number)
            let found = catalogue.guide(for: Sample.item.code, city: Sample.huangshan, on: day)
            #expect(found?.version == slow(guides, on: day), "\(versions) on day \(number)")
        }
        for (number, _, _) in versions {
            let pinned = catalogue.guide(for: Sample.item.code, city: Sample.huangshan, version: number)
            #expect(pinned?.version == number)
        }
        #expect(catalogue.versions(for: Sample.item.code, city: Sample.huangshan).map(\.version) == versions.map(\.0))
    }

    @Test func canIDoThisHere() throws {
        let catalogue = try Sample.catalogue()
        func ask(_ code: String, _ city: CityCode, _ mode: HandlingMode?, _ day: LocalDay) -> Availability {
            catalogue.availability(of: code, city: city, mode: mode, on: day)
        }
        let code = Sample.item.code
        #expect(ask(code, Sample.huangshan, .joint, Sample.summer) == .offered(version: 1))
        #expect(ask(code, Sample.huangshan, nil, Sample.newYear) == .offered(version: 1))
        #expect(ask(code, Sample.quzhou, .joint, Sample.summer) == .otherCities([Sample.huangshan]))
        let before = LocalDay(number: Sample.newYear.number - 1)
        #expect(ask(code, Sample.huangshan, .joint, before) == .otherCities([]))
        #expect(ask("none", Sample.huangshan, nil, Sample.summer) == .unknownItem)
        let link = try #require(Sample.jumpItem.link)
        #expect(ask(Sample.jumpItem.code, Sample.quzhou, nil, Sample.summer) == .elsewhere(link: link))
        var online = Sample.guide
        (online.modes, online.legs) = ([.online], [])
        let small = try Catalogue(items: [Sample.item], guides: [online])
        let answer = small.availability(of: code, city: Sample.huangshan, mode: .joint, on: Sample.summer)
        #expect(answer == .otherModes([.online]))
    }

    @Test func aCatalogueIsBounded() {
        var item = Sample.item
        item.localCodes = []
        let items = (0...CatalogueLimits.itemsMax).map { number in
            item.code = "B\(number)"
            return item
        }
        let found = faults(items: items, guides: [])
        #expect(found.map(\.place) == [.whole] && found.first?.refusal.code == .tooMuch)
        #expect(faults(items: items.dropLast(), guides: []).isEmpty)
    }

    @Test func faultsComeTogether() {
        var item = Sample.item
        item.name = ""
        var guide = Sample.guide
        guide.phone = ""
        let found = faults(items: [item], guides: [guide, Sample.jumpGuide])
        #expect(found.map(\.refusal.field) == ["name", "phone", "item"])
        let text = CatalogueFaults(found).description
        #expect(text.split(separator: "\n").count == 3)
    }

    @Test func jsonAndBack() throws {
        let encoder = JSONEncoder()
        for guide in [Sample.guide, Sample.jumpGuide] {
            #expect(try JSONDecoder().decode(Guide.self, from: encoder.encode(guide)) == guide)
        }
        #expect(try JSONDecoder().decode(Item.self, from: encoder.encode(Sample.item)) == Sample.item)
        let short = """
            {"code": "1", "name": "甲", "englishName": "A", "field": "乙", "department": "丙", "applicants": ["natural"],
             "type": "20"}
            """
        let item = try JSONDecoder().decode(Item.self, from: Data(short.utf8))
        #expect(item.kind == .handled && item.aliases.isEmpty && item.localCodes.isEmpty)
        let period = #"{"from": "20260101", "until": "20260230"}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(GuidePeriod.self, from: Data(period.utf8)) }
    }

    @Test func chineseTermsAreReadBack() {
        func check<Term: ChineseTerm & Equatable>(_ type: Term.Type) {
            for term in Term.allCases {
                #expect(Term(word: term.chineseTerm) == term && Term(word: term.rawValue) == term)
            }
            #expect(Set(Term.allCases.map(\.chineseTerm)).count == Term.allCases.count)
            #expect(Term(word: "") == nil)
        }
        check(HandlingMode.self)
        check(Applicant.Kind.self)
        check(MaterialReference.Form.self)
        check(ItemType.self)
        check(Item.Kind.self)
        check(Transmission.self)
        check(Appearance.self)
        check(GuideMaterial.Source.self)
        check(GuideMaterial.Necessity.self)
        check(GuideMaterial.Form.self)
        check(GuideStep.Role.self)
        check(GuideResult.Kind.self)
    }
}
