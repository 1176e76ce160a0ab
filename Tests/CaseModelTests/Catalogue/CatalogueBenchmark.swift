import CaseModel
import Foundation
import TestChance
import Testing

/// How fast the search is.
///
/// Says nothing about right or wrong: run it in a release build with `CATALOGUE_BENCHMARK=10000`, `swift test -c release
/// --filter CatalogueBenchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CATALOGUE_BENCHMARK"] != nil))
struct CatalogueBenchmark {
    private let count = Int(ProcessInfo.processInfo.environment["CATALOGUE_BENCHMARK"] ?? "") ?? 10_000

    private static let subjects = ["养老保险", "医疗保险", "公积金", "公司", "个体工商户", "居民身份证", "户口", "驾驶证", "残疾人证", "从业资格证"]
    private static let verbs = ["设立登记", "变更登记", "注销登记", "转移接续", "补领换领", "资格认定", "信息查询", "备案", "年度审验", "证明开具"]
    private static let words = [
        "pension", "insurance", "fund", "company", "trader", "identity", "household", "licence",
    ]

    /// A catalogue of made-up items, each handled in four cities.
    private func catalogue() throws -> Catalogue {
        var random = SplitMix(seed: 1)
        var items: [Item] = []
        var guides: [Guide] = []
        for number in 0..<count {
            var item = Sample.item
            item.code = "B\(number)"
            item.localCodes = ["L\(number)-\(number)"]
            let subject = Self.subjects.randomElement(using: &random) ?? ""
            let verb = Self.verbs.randomElement(using: &random) ?? ""
            item.name = "第\(number)类\(subject)\(verb)"
            item.aliases = [subject + verb, "\(verb)\(subject)"]
            item.englishName = (0..<4).compactMap { _ in Self.words.randomElement(using: &random) }.joined(
                separator: " "
            )
            items.append(item)
            for city in ["330800", "350700", "361100", "341000"] {
                var guide = Sample.guide
                (guide.item, guide.city) = (item.code, sure(CityCode(city)))
                guide.implementationCode = "\(city)-\(number)"
                guides.append(guide)
            }
        }
        return try Catalogue(items: items, guides: guides)
    }

    /// Milliseconds of this thread's own time, which other work on the machine does not change.
    private func processor() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }

    @Test func search() throws {
        let catalogue = try catalogue()
        let started = processor()
        let index = CatalogueIndex(catalogue)
        print("\(count) items, \(catalogue.guides.count) guides: index in \(processor() - started) ms")
        let texts = [
            "exact code": "B77", "exact name": catalogue.items[count / 2].name, "two characters": "登记",
            "one character": "险",
            "part of a name": "公司设立", "two words": "公司 注销", "English": "pension fund", "pinyin": "gssl",
            "common pinyin": "dj", "nothing": "没有这个事项", "everything": "",
        ]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            for (suffix, city) in [("", nil), (", one city and mode", CityCode("341000"))] {
                let query = CatalogueQuery(text: text, city: city, mode: city.map { _ in .joint }, limit: 100)
                var times: [Double] = []
                var hits = 0
                for _ in 0..<200 {
                    let started = processor()
                    hits = try index.search(query, on: Sample.summer).hits.count
                    times.append(processor() - started)
                }
                times.sort()
                print("\(name)\(suffix): p50 \(times[100]) ms, p99 \(times[198]) ms, \(hits) hits on the page")
            }
        }
    }
}
