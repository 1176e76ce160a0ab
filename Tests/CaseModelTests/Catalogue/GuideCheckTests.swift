import CaseModel
import Testing

/// A guide is complete or refused, and every fault is named.
@Suite struct GuideCheckTests {
    /// One change that makes a sound guide faulty, and what must be said.
    struct Change: CustomTestStringConvertible, Sendable {
        var field: String
        var code: CaseRefusal.Code
        var make: @Sendable (inout Guide) -> Void
        var testDescription: String { "\(field) \(code.rawValue)" }

        init(_ field: String, _ code: CaseRefusal.Code, _ make: @escaping @Sendable (inout Guide) -> Void) {
            self.field = field
            self.code = code
            self.make = make
        }
    }

    private static func text(_ count: Int) -> String { String(repeating: "徽", count: count) }
    private static func days(_ days: Int, _ unit: TimeLimit.Unit = .workingDays) -> TimeLimit {
        TimeLimit(days: days, unit: unit)
    }

    private func faults(_ guide: Guide) -> [CatalogueFault] {
        CaseModelTests.faults(guides: [guide])
    }

    @Test func soundGuidesAreTaken() {
        #expect(faults(Sample.guide).isEmpty)
        #expect(faults(Sample.jumpGuide).isEmpty)
    }

    static let general = [
        Change("version", .malformed) { $0.version = 0 },
        Change("version", .malformed) { $0.version = 10_000 },
        Change("period.until", .inconsistent) { $0.period.until = LocalDay(number: $0.period.from.number - 1) },
        Change("steps", .missing) { $0.steps = [] },
        Change("steps", .tooMuch) { $0.steps = Array(repeating: $0.steps[0], count: 31) },
        Change("steps[0].name", .missing) { $0.steps[0].name = " " },
        Change("steps[0].limit", .malformed) { $0.steps[0].limit = days(-1) },
        Change("results", .missing) { $0.results = [] },
        Change("results[0].name", .tooLong) { $0.results[0].name = text(101) },
        Change("results[0].form", .inconsistent) { $0.results[0].form = nil },
        Change("results[0].form", .inconsistent) { $0.results[0].kind = .none },
        Change("results[0].sample", .tooLong) { $0.results[0].sample = text(501) },
        Change("fees[0].name", .missing) { $0.fees[0].name = "" },
        Change("fees[0].amountFen", .malformed) { $0.fees[0].amountFen = 0 },
        Change("fees[0].amountFen", .malformed) { $0.fees[0].amountFen = 1_000_000_001 },
        Change("fees[0].basis", .missing) { $0.fees[0].basis = "" },
        Change("fees", .tooMuch) { $0.fees = Array(repeating: $0.fees[0], count: 21) },
        Change("office", .missing) { $0.office = "" },
        Change("body", .missing) { $0.body = "" },
        Change("bodyCode", .badCreditCode) { $0.bodyCode = "91330100799655058A" },
        Change("implementationCode", .tooLong) { $0.implementationCode = text(51) },
        Change("phone", .malformed) { $0.phone = "拨打热线" },
        Change("phone", .malformed) { $0.phone = "12" },
        Change("phone", .malformed) { $0.phone = "- -" },
        Change("legalBasis", .missing) { $0.legalBasis = "" },
        Change("legalBasis", .tooLong) { $0.legalBasis = text(1_001) },
        Change("retentionYears", .malformed) { $0.retentionYears = 0 },
        Change("retentionYears", .malformed) { $0.retentionYears = 101 },
        Change("visits", .malformed) { $0.visits = 11 },
        Change("appearances", .missing) {
            $0.modes = [.joint]
            $0.appearances = []
        },
        Change("appearances[2]", .repeated) { $0.appearances = [.online, .inPerson, .online] },
        Change("nothingCollectedReason", .tooLong) { $0.nothingCollectedReason = text(1_001) },
        Change("item", .malformed) { $0.item = "unheard-of" },
    ]

    static let handled = [
        Change("modes", .missing) {
            $0.modes = []
            $0.legs = []
        },
        Change("modes[3]", .repeated) { $0.modes.append(.online) },
        Change("promisedLimit", .missing) { $0.promisedLimit = nil },
        Change("promisedLimit", .inconsistent) { $0.promisedLimit = days(4) },
        Change("promisedLimit", .malformed) {
            $0.statutoryLimit = nil
            $0.promisedLimit = days(4_001)
        },
        Change("promisedLimit", .inconsistent) {
            $0.statutoryLimit = days(3, .calendarDays)
            $0.promisedLimit = days(4, .workingDays)
        },
        Change("statutoryLimit", .malformed) { $0.statutoryLimit = days(4_001) },
        Change("limitBasis", .missing) {
            $0.statutoryLimit = nil
            $0.limitBasis = "\u{3000}"
        },
        Change("correction", .missing) { $0.correction = nil },
        Change("correction.limit", .malformed) {
            $0.correction = CorrectionTerm(limit: days(4_001), remindAfterDays: 2)
        },
        Change("correction.remindAfterDays", .inconsistent) { $0.correction?.remindAfterDays = 30 },
        Change("correction.remindAfterDays", .inconsistent) { $0.correction?.remindAfterDays = 0 },
        Change("nothingCollectedReason", .missing) { $0.materials = [Sample.personnelFile] },
        Change("appearances", .inconsistent) { $0.appearances = [.inPerson] },
        Change("appearances", .inconsistent) { $0.appearances = [.online] },
        Change("modes", .inconsistent) {
            $0.appearances = [.inPerson, .online, .biometrics]
            $0.visits = 1
        },
        Change("appearances", .inconsistent) {
            $0.modes = [.collected, .joint]
            $0.appearances = [.biometrics, .inPerson]
        },
        Change("appearances", .inconsistent) {
            $0.modes = [.collected, .joint]
            $0.appearances = [.biometrics, .inPerson, .agent]
            $0.visits = 1
        },
        Change("legs", .missing) { $0.legs.removeLast() },
        Change("legs", .inconsistent) { $0.modes = [.online, .collected] },
        Change("legs", .tooMuch) { guide in
            guide.legs = (0..<11).map {
                GuideLeg(key: "\($0)", name: "步", office: "甲", side: .handling, limit: days(1))
            }
        },
        Change("legs[1].key", .repeated) { $0.legs[1] = $0.legs[0] },
        Change("legs[1].after[0]", .malformed) { $0.legs[1].after = ["c"] },
        Change("legs[1].after[1]", .repeated) { $0.legs[1].after = ["a", "a"] },
        Change("legs[0].after", .inconsistent) { $0.legs[0].after = ["b"] },
        Change("legs[0].after", .inconsistent) { $0.legs[0].after = ["a"] },
        Change("legs[0].name", .missing) { $0.legs[0].name = "" },
        Change("legs[0].office", .missing) { $0.legs[0].office = "" },
        Change("legs[0].limit", .malformed) { $0.legs[0].limit = days(-1) },
    ]

    static let materials = [
        Change("materials", .tooMuch) { guide in
            guide.materials += (0..<100).map { number in
                var material = Sample.lease
                (material.key, material.name) = ("k\(number)", "材料\(number)")
                return material
            }
        },
        Change("materials[1].key", .repeated) { $0.materials[1].key = $0.materials[0].key },
        Change("materials[1].name", .repeated) { $0.materials[1].name = $0.materials[0].name },
        Change("materials[0].key", .tooLong) { $0.materials[0].key = text(51) },
        Change("materials[0].name", .missing) { $0.materials[0].name = "" },
        Change("materials[0].originals", .malformed) { $0.materials[0].originals = 100 },
        Change("materials[0].copies", .malformed) { $0.materials[0].copies = -1 },
        Change("materials[0].criteria", .missing) { $0.materials[0].criteria = [] },
        Change("materials[0].criteria[0]", .missing) { $0.materials[0].criteria[0] = "" },
        Change("materials[0].mediaTypes", .missing) { $0.materials[0].mediaTypes = [] },
        Change("materials[0].mediaTypes[0]", .malformed) { $0.materials[0].mediaTypes = ["pdf"] },
        Change("materials[0].mediaTypes[1]", .repeated) { $0.materials[0].mediaTypes += ["application/pdf"] },
        Change("materials[3].mediaTypes", .inconsistent) { $0.materials[3].mediaTypes = ["image/jpeg"] },
        Change("materials[1].originals", .missing) { $0.materials[1].copies = 0 },
        Change("materials[1].originals", .inconsistent) { $0.materials[1].form = .electronic },
        Change("materials[3].transmission", .inconsistent) {
            $0.materials[3].form = .electronic
            $0.materials[3].originals = 0
        },
        Change("materials[0].sharedDataReplaces", .inconsistent) { $0.materials[0].sharedDataReplaces = true },
    ]

    @Test("Each fault is named, and nothing else is", arguments: general + handled + materials)
    func eachFaultIsNamed(_ change: Change) throws {
        var guide = Sample.guide
        change.make(&guide)
        let found = faults(guide)
        #expect(found.count == 1, "\(found)")
        let fault = try #require(found.first)
        #expect(fault.refusal.field == change.field)
        #expect(fault.refusal.code == change.code)
        #expect(fault.place == .guide(0) && fault.item == guide.item)
        #expect(fault.city == Sample.huangshan && fault.version == guide.version)
        #expect(fault.description.contains("item \(guide.item) in 341000 version \(guide.version)"))
    }

    static let jumps = [
        Change("modes", .inconsistent) { $0.modes = [.collected] },
        Change("steps[1].role", .inconsistent) { $0.steps[1].role = .reviewer },
        Change("legs", .inconsistent) { $0.legs = Sample.guide.legs },
        Change("correction", .inconsistent) { $0.correction = Sample.guide.correction },
    ]

    @Test("A jump item is accepted nowhere", arguments: jumps)
    func jumpItemsAreNotAccepted(_ change: Change) throws {
        var guide = Sample.jumpGuide
        change.make(&guide)
        let found = faults(guide)
        #expect(found.map(\.refusal.field) == [change.field], "\(found)")
        #expect(found.first?.refusal.code == change.code)
    }

    @Test func whatIsAllowedIsTaken() {
        let changes: [(inout Guide) -> Void] = [
            { $0.statutoryLimit = nil },
            { $0.promisedLimit = $0.statutoryLimit },
            { $0.limitBasis = "" },
            {
                // Ten calendar days may be fewer than nine working days.
                $0.statutoryLimit = TimeLimit(days: 9, unit: .workingDays)
                $0.promisedLimit = TimeLimit(days: 10, unit: .calendarDays)
            },
            {
                $0.materials = []
                $0.nothingCollectedReason = "身份核验之外不收材料"
            },
            { $0.fees = [] },
            { $0.results = [GuideResult(name: "到账", kind: .none)] },
            {
                $0.modes = [.collected]
                $0.legs = []
                $0.appearances = [.inPerson, .biometrics]
                $0.visits = 1
            },
            { $0.retentionYears = 100 },
            { $0.implementationCode = String(repeating: "徽", count: 50) },
            { $0.legs[1].after = [] },
        ]
        for (index, change) in changes.enumerated() {
            var guide = Sample.guide
            change(&guide)
            #expect(faults(guide).isEmpty, "change \(index): \(faults(guide))")
        }
    }

    @Test func allFaultsAreNamedAtOnce() {
        var guide = Sample.guide
        guide.office = ""
        guide.phone = ""
        guide.materials[0].criteria = []
        #expect(faults(guide).map(\.refusal.field) == ["materials[0].criteria", "office", "phone"])
    }
}
