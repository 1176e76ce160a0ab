import CaseModel
import Foundation
import Testing

@testable import CityNode

@Suite("Catalogue folder")
struct CatalogueFolderTests {
    let folder: TemporaryFolder
    let day: LocalDay
    let city: CityCode

    /// The files of a small catalogue that is right.
    static let files = [
        "items/company.yaml": """
        field: 商事登记
        items:
          - code: "T123"
            local-codes: ["L-1"]
            name: 公司设立登记
            english: Establish a company
            aliases: [注册公司]
            department: 市场监管总局
            applicants: [法人, 其他组织]
            type: 行政确认
        """,
        "items/exit.yaml": """
        field: 出入境
        items:
          - code: "T076"
            name: 护照
            english: Passport
            department: 移民局
            applicants: [natural]
            type: 行政许可
            kind: 跳转
            link: https://s.nia.gov.cn/
        """,
        "shared/flows.yaml": """
        blocks:
          base:
            retention: 永久
            correction-limit: 30个自然日
            correction-reminder: 20
            version: 9
          collected:
            like: base
            modes: [异地代收代办, online]
            steps:
              - {name: 收件, role: 收件地专窗, limit: 1个工作日}
              - name: 决定
                role: decider
        materials:
          card:
            key: card
            name: 居民身份证
            source: 政府部门核发
            necessity: 必要
            form: 纸质或电子
            originals: 1
            copies: 1
            transmission: 扫描传递
            shared-data-replaces: 是
            criteria: [在有效期内]
            media-types: [image/jpeg]
        """,
        "guides/341000/company.yaml": """
        city: "341000"
        common:
          version: 1
          from: 2026-01-01
          office: 登记科
          body: 黄山市市场监督管理局
          body-code: "91330100799655058B"
          phone: "0559-0000101"
          legal-basis: 公司法
          appearances: [本人到场, 网上实名]
          visits: 1
        guides:
          - item: "T123"
            like: collected
            until: 2026-12-31
            statutory-limit: 3个工作日
            promised-limit: 即办
            implementation-code: "I-1"
            materials:
              - card
              - like: card
                key: lease
                name: 租赁合同
                source: 其他
                shared-data-replaces: 否
            results: [{name: 营业执照, kind: 证照, form: 电子}]
            fees: [{name: 工本费, fen: 1000, basis: 样例}]
          - item: "T123"
            like: collected
            version: 2
            from: 2027-01-01
            modes: [joint]
            appearances: [agent]
            promised-limit: 10 working days
            statutory-limit: none
            limit-basis: 无统一规定
            implementation-code: "I-1"
            nothing-collected-reason: 都可共享
            retention: 30年
            results: [{name: 到账, kind: 无}]
            legs:
              - {key: a, name: 核名, office: 甲, side: 收件地, limit: 5个工作日}
              - {key: b, name: 登记, office: 乙, side: 办理地, after: [a], limit: 9个自然日}
          - item: "T076"
            implementation-code: "I-2"
            retention: 10
            results: [{name: 护照, kind: 证照, form: 纸质}]
            steps:
              - {name: 办理, role: 国家系统}
        """,
    ]

    init() throws {
        folder = try TemporaryFolder()
        day = sure(LocalDay("20260701"))
        city = sure(CityCode("341000"))
        for sub in ["items", "shared", "guides/341000"] {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + sub,
                withIntermediateDirectories: true
            )
        }
        for (name, text) in Self.files { try folder.write(text, to: name) }
    }

    /// What loading says.
    private func faults() -> [ConfigurationError] {
        do {
            _ = try CatalogueFolder.load(path: folder.path)
            return []
        } catch { return error.errors }
    }

    @Test("A guide takes what it does not say from its file, then from what it is like")
    func nearestWins() throws {
        let catalogue = try CatalogueFolder.load(path: folder.path)
        #expect(catalogue.items.map(\.code) == ["T076", "T123"])
        let item = try #require(catalogue.item("L-1"))
        #expect(item.applicants == [.legal, .other] && item.type == .confirmation && item.field == "商事登记")
        let first = try #require(catalogue.guide(for: "T123", city: city, on: day))
        #expect(first.version == 1, "the file stands nearer than the block")
        #expect(first.modes == [.collected, .online] && first.retentionYears == nil)
        #expect(first.steps.map(\.role) == [.collectingWindow, .decider])
        #expect(first.steps[0].limit == TimeLimit(days: 1, unit: .workingDays) && first.steps[1].limit == nil)
        #expect(first.statutoryLimit == TimeLimit(days: 3, unit: .workingDays))
        #expect(first.promisedLimit == TimeLimit(days: 0, unit: .workingDays))
        #expect(first.materials.map(\.name) == ["居民身份证", "租赁合同"])
        #expect(first.materials.map(\.sharedDataReplaces) == [true, false])
        #expect(first.materials[1].source == .other && first.materials[1].criteria == ["在有效期内"])
        #expect(first.fees.map(\.amountFen) == [1_000] && first.results.first?.form == .electronic)
        #expect(first.correction?.limit == TimeLimit(days: 30, unit: .calendarDays))
        #expect(first.period.until == LocalDay("20261231"))

        let second = try #require(catalogue.guide(for: "T123", city: city, version: 2))
        #expect(second.modes == [.joint] && second.appearances == [.agent] && second.retentionYears == 30)
        #expect(second.statutoryLimit == nil && second.limitBasis == "无统一规定")
        #expect(second.promisedLimit == TimeLimit(days: 10, unit: .workingDays) && second.materials.isEmpty)
        #expect(second.legs.map(\.after) == [[], ["a"]])
        #expect(second.legs[1].limit == TimeLimit(days: 9, unit: .calendarDays))
        #expect(second.phone == first.phone && second.body == first.body)

        let jump = try #require(catalogue.guide(for: "T076", city: city, on: day))
        #expect(jump.modes.isEmpty && jump.promisedLimit == nil && jump.retentionYears == 10)
    }

    /// One change of one file, and what must be said about it.
    struct Change: CustomTestStringConvertible {
        var file: String
        var from: String
        var to: String
        /// A part of the line that is named, after the change.
        var line: String
        /// A part of what is said.
        var words: String
        var testDescription: String { "\(file): \(from) -> \(to)" }

        init(_ file: String, _ from: String, _ to: String, line: String? = nil, _ words: String) {
            self.file = file
            self.from = from
            self.to = to
            self.line = line ?? to
            self.words = words
        }
    }

    private static let (items, shared, guides) = (
        "items/company.yaml", "shared/flows.yaml", "guides/341000/company.yaml"
    )

    static let changes = [
        Change(items, "english:", "englisch:", "the key 'englisch' is unknown here"),
        Change(items, "type: 行政确认", "type: 确认", "公共服务 (20)"),
        Change(items, "[法人, 其他组织]", "[公民]", "'公民'"),
        Change(items, "[法人, 其他组织]", "法人", "is not a list"),
        Change(items, "[法人, 其他组织]", "[法人, 法人]", "this came before"),
        Change("items/exit.yaml", "\"T076\"", "\"T123\"", "is a code of T123 already"),
        Change(items, "aliases: [注册公司]", "aliases: [[]]", "a text is needed"),
        Change(items, "aliases: [注册公司]", "link: https://a.cn/", "only a jump item has a link"),
        Change(items, "items:", "things:", line: "field:", "'items' is missing"),
        Change(guides, "guides:", "other:", line: "city:", "'guides' is missing"),
        Change(items, "field: 商事登记", "field: [1]", "领域"),
        Change(items, "name: 公司设立登记", "name: [公司设立登记", "this is not YAML"),
        Change(shared, "correction-limit: 30个自然日", "correction-limit: 30天", "即办"),
        Change(shared, "correction-reminder: 20", "correction-reminder: 30", "before the limit ends"),
        Change(shared, "retention: 永久", "retention: 十年", "30年"),
        Change(shared, "like: base", "like: bass", "'bass'"),
        Change(shared, "retention: 永久", "like: collected", "leads on and on"),
        Change(shared, "role: decider", "role: boss", "部门决定人 (decider)"),
        Change(shared, "name: 决定", "nome: 决定", "'nome'"),
        Change(shared, "[异地代收代办, online]", "[上门]", "'上门'"),
        Change(shared, "originals: 1", "originals: one", "whole number"),
        Change(shared, "originals: 1", "originals: 100", "0 to 99"),
        Change(shared, "source: 政府部门核发", "source: 其他", line: "shared-data-replaces: 是", "shared data"),
        Change(shared, "shared-data-replaces: 是", "shared-data-replaces: 也许", "是 (yes)"),
        Change(shared, "media-types: [image/jpeg]", "media-types: [jpeg]", "type/subtype"),
        Change(shared, "criteria: [在有效期内]", "criteria: []", "at least 1"),
        Change(shared, "transmission: 扫描传递", "transmission: 步行", "机要 (confidentialMail)"),
        Change(guides, "city: \"341000\"", "city: \"330800\"", "as the folder is called"),
        Change(guides, "from: 2026-01-01", "from: 2026-02-30", "such as 2026-01-01"),
        Change(guides, "until: 2026-12-31", "until: 2025-12-31", "before the first one"),
        Change(guides, "until: 2026-12-31", "until: 2027-01-01", line: "from: 2027-01-01", "version 1 is in force"),
        Change(guides, "version: 2", "version: 1", "count on"),
        Change(guides, "version: 2", "version: two", "whole number"),
        Change(guides, "phone: \"0559-0000101\"", "phone: \"热线\"", "digits"),
        Change(guides, "body-code: \"91330100799655058B\"", "body-code: \"91330100799655058C\"", "credit code"),
        Change(guides, "promised-limit: 即办", "promised-limit: 4个工作日", "longer than the law's 3"),
        Change(guides, "promised-limit: 即办", "promised-limit: soon", "'soon'"),
        Change(guides, "promised-limit: 即办", "# ", line: "item: \"T123\"", "say what the department promises"),
        Change(guides, "- card\n", "- cart\n", line: "- cart", "no shared material 'cart'"),
        Change(guides, "key: lease", "key: card", "this came before"),
        Change(guides, "fen: 1000", "fen: ten", "whole number of fen"),
        Change(guides, "fen: 1000", "fen: 0", "leave the fee out"),
        Change(guides, "kind: 证照, form: 电子", "kind: 无, form: 电子", "no document"),
        Change(guides, "after: [a]", "after: [c]", "there is no leg 'c'"),
        Change(guides, "{key: a, name", "{key: a, after: [b], name", "in a circle"),
        Change(guides, "limit: 5个工作日", "limit: 5", "5个工作日 (5 working days)"),
        Change(guides, "visits: 1", "visits: 11", "0 to 10"),
        Change(guides, "item: \"T076\"", "item: \"T077\"", "there is no item 'T077'"),
        Change(guides, "role: 国家系统", "role: 部门审查员", "not accepted here"),
        Change(guides, "like: collected\n    until", "like: collect\n    until", line: "like: collect", "'collect'"),
        Change(guides, "implementation-code: \"I-2\"", "implementation-code: \"I-1\"", "is a code of T123 already"),
    ]

    @Test("A mistake is named with its file, its line and what was expected", arguments: changes)
    func mistakes(_ change: Change) throws {
        let text = sure(Self.files[change.file])
        let changed = text.replacing(change.from, with: change.to, maxReplacements: 1)
        #expect(changed != text)
        try folder.write(changed, to: change.file)
        let found = faults()
        let lines = changed.split(separator: "\n", omittingEmptySubsequences: false)
        let parts = change.line.split(separator: "\n").map(String.init)
        let numbers = Set(lines.indices.filter { lines[$0].contains(sure(parts.first)) }.map { $0 + 1 })
        let error = found.first { $0.description.contains(change.words) }
        #expect(error != nil, "\(found)")
        #expect(error?.file == folder.path + "/" + change.file)
        let line = try #require(error?.line)
        // A text that is never closed is noticed where the next one begins.
        let slack = change.words == "this is not YAML" ? 0...2 : 0...0
        #expect(numbers.contains { slack.contains(line - $0) }, "\(found)")
    }

    @Test("All mistakes of a folder are named at once, in order, each once")
    func allAtOnce() throws {
        let (items, shared, guides) = (sure(Self.files[Self.items]), sure(Self.files[Self.shared]), Self.guides)
        try folder.write(
            items.replacing("english:", with: "englisch:").replacing("type: 行政确认", with: "type: 确认"),
            to: Self.items
        )
        try folder.write(shared.replacing("role: decider", with: "role: boss"), to: Self.shared)
        try folder.write(
            sure(Self.files[guides]).replacing("visits: 1", with: "visits: x").replacing("fen: 1000", with: "fen: x"),
            to: guides
        )
        let found = faults().map { "\($0.file.dropFirst(folder.path.count + 1)):\($0.line ?? 0)" }
        #expect(
            found == [
                "guides/341000/company.yaml:11", "guides/341000/company.yaml:27", "items/company.yaml:3",
                "items/company.yaml:6", "items/company.yaml:10", "shared/flows.yaml:13",
            ]
        )
    }

    @Test("Guides of an item that could not be read are not said to be of none")
    func oneFaultIsNotTwo() throws {
        let text = sure(Self.files[Self.items])
        try folder.write(text.replacing("type: 行政确认", with: "type: 确认"), to: Self.items)
        #expect(faults().map(\.file) == [folder.path + "/" + Self.items])
    }

    @Test("A second batch is a file more")
    func secondBatch() throws {
        let text = sure(Self.files["items/exit.yaml"]).replacing("T076", with: "T077").replacing("护照", with: "通行证")
        try folder.write(text, to: "items/second.yaml")
        let guides = sure(Self.files[Self.guides])
        let head = guides[..<sure(guides.range(of: "guides:")).lowerBound]
        let last = guides[sure(guides.range(of: "  - item: \"T076\"")).lowerBound...]
        let more = (String(head) + "guides:\n" + last).replacing("T076", with: "T077").replacing("I-2", with: "I-3")
        try folder.write(more, to: "guides/341000/second.yaml")
        let catalogue = try CatalogueFolder.load(path: folder.path)
        #expect(catalogue.items.count == 3 && catalogue.guides.count == 4)
        #expect(catalogue.guide(for: "T077", city: city, on: day) != nil)
    }

    @Test("What lies in a wrong place is named, so that it is not left out unnoticed")
    func wrongPlaces() throws {
        try folder.write("a: 1", to: "items/more.yml")
        #expect(faults().map(\.file) == [folder.path + "/items/more.yml"])
        try FileManager.default.removeItem(atPath: folder.path + "/items/more.yml")
        try folder.write("hidden", to: "items/.more.yaml.swp")
        #expect(faults().isEmpty)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/guides/huangshan",
            withIntermediateDirectories: false
        )
        #expect(faults().map(\.file) == [folder.path + "/guides/huangshan"])
    }

    @Test("A folder without items is no catalogue")
    func noItems() throws {
        try FileManager.default.removeItem(atPath: folder.path + "/items")
        #expect(faults().contains { $0.file == folder.path && $0.expected.contains("items/*.yaml") })
    }

    @Test("The same name in two shared files is named")
    func repeatedNames() throws {
        try folder.write("blocks:\n  base:\n    visits: 1\n", to: "shared/more.yaml")
        let found = faults()
        #expect(found.map(\.file) == [folder.path + "/shared/more.yaml"] && found.map(\.line) == [3])
        #expect(found.first?.problem.contains("flows.yaml") == true)
    }

    @Test("Eight blocks may stand behind each other, not nine", arguments: [8, 9])
    func longChains(_ length: Int) throws {
        // The guides' block is like the base, which is the first of the chain here.
        let text = sure(Self.files[Self.shared]).replacing("    version: 9", with: "    like: b3")
        let chain = (3...length).map { "  b\($0):\n    \($0 < length ? "like: b\($0 + 1)" : "version: 9")\n" }
        try folder.write(text, to: Self.shared)
        try folder.write("blocks:\n" + chain.joined(), to: "shared/chain.yaml")
        let found = faults()
        #expect(found.isEmpty == (length <= CatalogueReader.likeDepthMax), "\(found)")
    }

    @Test("Limits are written as clerks write them")
    func limits() {
        let table: [(String, Int, TimeLimit.Unit)] = [
            ("即办", 0, .workingDays), ("on the spot", 0, .workingDays), ("5个工作日", 5, .workingDays),
            ("5 个工作日", 5, .workingDays), ("20工作日", 20, .workingDays), ("1 working day", 1, .workingDays),
            ("60个自然日", 60, .calendarDays), ("60 calendar days", 60, .calendarDays), ("4000自然日", 4_000, .calendarDays),
        ]
        for (text, days, unit) in table {
            #expect(CatalogueWords.limit(text) == TimeLimit(days: days, unit: unit), "\(text)")
        }
        for text in ["", "5", "工作日", "5天", "-5个工作日", "5.5个工作日", "4001自然日", "五个工作日", "5  working days"] {
            #expect(CatalogueWords.limit(text) == nil, "\(text)")
        }
        #expect(CatalogueWords.day("2026-12-31") == LocalDay("20261231"))
        for text in ["20261231", "2026-2-3", "2026-02-29", "26-12-31", "2026-12-31 "] {
            #expect(CatalogueWords.day(text) == nil, "\(text)")
        }
    }
}
