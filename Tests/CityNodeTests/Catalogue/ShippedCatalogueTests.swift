import CaseModel
import Foundation
import Testing

@testable import CityNode

/// The catalogue in `Config/catalogue`: it loads, and every city handles every item.
@Suite("Shipped catalogue")
struct ShippedCatalogueTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "../../../Config/catalogue").standardizedFileURL.path
    private static let cities = ["330800", "350700", "361100", "341000"].map { sure(CityCode($0)) }
    private let catalogue: Catalogue
    private let day = sure(LocalDay("20260701"))

    init() throws { catalogue = try CatalogueFolder.load(path: Self.folder) }

    @Test("101 items, each with a guide in force in all four cities")
    func complete() {
        #expect(catalogue.items.count == 101 && catalogue.guides.count == 404)
        for item in catalogue.items {
            #expect(catalogue.cities(for: item.code) == Self.cities.sorted())
            for city in Self.cities {
                #expect(catalogue.guide(for: item.code, city: city, on: day) != nil, "\(item.name) in \(city)")
            }
        }
        #expect(Set(catalogue.items.map(\.field)).count == 13)
    }

    @Test("What can be done in a national system alone leads there")
    func jumps() {
        let jumps = catalogue.items.filter { $0.kind == .jump }
        #expect(jumps.count == 15)
        for item in jumps {
            let answer = catalogue.availability(of: item.code, city: Self.cities[0], on: day)
            #expect(item.link.map { answer == .elsewhere(link: $0) } == true, "\(item.name)")
        }
    }

    @Test("Personnel files travel by confidential mail, biometrics need the applicant")
    func materials() throws {
        for guide in catalogue.guides {
            for material in guide.materials where material.name.contains("人事档案") {
                #expect(material.transmission == .confidentialMail)
            }
            if guide.materials.contains(where: { $0.name.hasPrefix("现场采集") }) {
                #expect(guide.appearances.contains(.biometrics), "\(guide.item) in \(guide.city)")
            }
        }
    }

    @Test("Cities differ in what they promise")
    func cities() {
        let differing = catalogue.items.filter { item in
            Set(Self.cities.map { catalogue.guide(for: item.code, city: $0, on: day)?.promisedLimit }).count > 1
        }
        #expect(differing.count > 40)
        for item in catalogue.items {
            let bodies = Set(Self.cities.compactMap { catalogue.guide(for: item.code, city: $0, on: day)?.bodyCode })
            #expect(bodies.count == 4, "\(item.name)")
        }
    }

    @Test("People find items by what they call them")
    func search() throws {
        let index = CatalogueIndex(catalogue)
        let table = [
            ("公司设立登记", "SAMPLE00K123"), ("gssl", "SAMPLE00K123"), ("护照", "SAMPLE00K076"), ("passport", "SAMPLE00K076"),
            ("社保转移", "SAMPLE00K001"), ("出生医学证明", "SAMPLE00K096"), ("wfzzm", "SAMPLE00K064"),
        ]
        for (text, code) in table {
            let page = try index.search(CatalogueQuery(text: text), on: day)
            #expect(page.hits.first?.item.code == code, "\(text): \(page.hits.map(\.item.name))")
        }
        for name in ["衢州", "南平", "上饶", "黄山", "衢州市", "黄山市"] {
            #expect(try index.search(CatalogueQuery(text: name), on: day).hits.isEmpty, "\(name)")
        }
    }
}
