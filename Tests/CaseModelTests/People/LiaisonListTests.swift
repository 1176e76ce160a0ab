import CaseModel
import Foundation
import Testing

/// A city's list, and whom it names at which hour.
@Suite struct LiaisonListTests {
    private static func person(_ name: String, _ hours: [ServiceHours]) -> ContactPerson {
        ContactPerson(name: name, phone: "0559-1234567", handle: "\(name)@hs", hours: hours)
    }

    private static let morning = (1...5).map { ServiceHours(weekday: $0, from: 540, until: 720) }
    private static let day = (1...5).map { ServiceHours(weekday: $0, from: 540, until: 1_020) }
    private static let week = (1...7).map { ServiceHours(weekday: $0, from: 480, until: 1_200) }

    private static let list = LiaisonList(
        city: Sample.huangshan,
        version: 1,
        offices: [
            Office(code: "W1", city: Sample.huangshan, name: "通办窗口", kind: .window, hours: day),
            Office(code: "D1", city: Sample.huangshan, name: "市场监督管理局", kind: .department),
            Office(code: "D2", city: Sample.huangshan, name: "公安局", kind: .department),
        ],
        liaisons: [
            Liaison(office: "D1", person: person("甲", day), deputies: [person("乙", day), person("丙", week)]),
            Liaison(office: "D1", items: ["7", "8"], person: person("丁", morning), deputies: [person("戊", day)]),
            Liaison(office: "D2", person: person("己", day), noDeputyReason: "编制仅一人"),
        ],
        workingGroup: [person("庚", week)]
    )

    private func fault(
        _ departments: [String: String] = [:],
        _ change: (inout LiaisonList) -> Void = { _ in }
    ) -> CaseRefusal? {
        var list = Self.list
        change(&list)
        return refusal { () throws(CaseRefusal) in try list.check(departments: departments) }
    }

    /// Day, minute, item, department, and who is on duty; 2026-11-23 is a Monday.
    private static let duties: [(String, Int64, String, String, String)] = [
        ("20261123", 600, "7", "D1", "丁甲戊乙丙庚"), ("20261123", 780, "7", "D1", "甲戊乙丙庚"),
        ("20261123", 600, "9", "D1", "甲乙丙庚"), ("20261123", 1_080, "9", "D1", "丙庚"),
        ("20261123", 600, "7", "D2", "己庚"), ("20261123", 600, "7", "D3", "庚"),
        ("20261122", 600, "7", "D1", "丙庚"), ("20261123", 1_380, "7", "D1", ""),
        ("20261123", 540, "9", "D2", "己庚"), ("20261123", 539, "9", "D2", "庚"),
        ("20261123", 1_019, "9", "D2", "己庚"), ("20261123", 1_020, "9", "D2", "庚"),
    ]

    @Test(arguments: Self.duties)
    func onDuty(day: String, minute: Int64, item: String, department: String, names: String) {
        let at = Sample.day(day).startMilliseconds + minute * 60_000 + 59_999
        let contacts = Self.list.onDuty(for: item, of: department, at: at)
        #expect(contacts.map(\.person.name).joined() == names)
    }

    @Test func theRolesOfTheChain() {
        let contacts = Self.list.onDuty(for: "7", of: "D1", at: Sample.noon("20261123") - 3_600_000)
        #expect(
            contacts.map(\.role) == [.liaison, .liaison, .deputyLiaison, .deputyLiaison, .deputyLiaison, .supervisor]
        )
    }

    /// Weekdays against those of the calendar library, before and after 1970.
    @Test func weekdays() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        for number in stride(from: Int64(-300), to: 30_000, by: 13) {
            let noon = LocalDay(number: number).startMilliseconds + 12 * 3_600_000
            let expected = calendar.component(.weekday, from: Date(timeIntervalSince1970: Double(noon) / 1_000))
            for weekday in 1...7 {
                let isOpen = ServiceHours(weekday: weekday, from: 720, until: 721).contains(noon)
                #expect(isOpen == (weekday % 7 + 1 == expected), "\(number)")
            }
        }
    }

    @Test func aSoundList() {
        #expect(fault() == nil)
        #expect(fault(["7": "D1", "9": "D1", "1": "D2"]) == nil)
    }

    @Test func everyItemHasALiaison() {
        #expect(fault(["1": "D3"])?.field == "liaisons")
        let fault = fault(["7": "D1", "9": "D1"]) { $0.liaisons.removeFirst() }
        #expect(fault?.code == .missing && fault?.message.contains("item 9") == true)
    }

    @Test func everyDepartmentHasALiaison() {
        let fault = fault { $0.liaisons.removeLast() }
        #expect(fault?.code == .missing && fault?.field == "offices[2].code")
        #expect(self.fault { $0.liaisons[2].office = "W1" }?.field == "liaisons[2].office")
        #expect(self.fault { $0.liaisons[2].office = "D9" }?.field == "liaisons[2].office")
    }

    @Test func aDeputyOrAReason() {
        #expect(fault { $0.liaisons[2].noDeputyReason = "" }?.field == "liaisons[2].noDeputyReason")
        #expect(fault { $0.liaisons[0].noDeputyReason = "忙" }?.code == .malformed)
        #expect(fault { $0.liaisons[0].deputies = [] }?.code == .missing)
        #expect(
            fault { $0.liaisons[0].deputies += Array(repeating: $0.liaisons[0].person, count: 4) }?.code == .tooMuch
        )
    }

    @Test func form() {
        #expect(fault { $0.version = 0 }?.field == "version")
        #expect(fault { $0.offices[1].city = Sample.quzhou }?.field == "offices[1].city")
        #expect(fault { $0.offices[2].code = "D1" }?.code == .repeated)
        #expect(fault { $0.offices[0].code = String(repeating: "1", count: 51) }?.code == .tooLong)
        #expect(fault { $0.offices[0].address = String(repeating: "路", count: 201) }?.field == "offices[0].address")
        #expect(fault { $0.offices[0].phone = "1a2" }?.field == "offices[0].phone")
        #expect(fault { $0.liaisons[1].items = ["7", "7"] }?.field == "liaisons[1].items[1]")
        #expect(fault { $0.liaisons[1].items = (0...1_000).map(String.init) }?.code == .tooMuch)
        #expect(fault { $0.workingGroup = [] }?.field == "workingGroup")
        #expect(fault { $0.workingGroup[0].hours = [] }?.field == "workingGroup[0].hours")
        #expect(fault { $0.liaisons[0].person.name = "" }?.field == "liaisons[0].person.name")
        #expect(fault { $0.liaisons[0].deputies[1].handle = String(repeating: "a", count: 65) }?.code == .tooLong)
        #expect(fault { $0.liaisons[0].person.phone = nil } == nil)
        let silent = fault {
            $0.liaisons[0].person.phone = nil
            $0.liaisons[0].person.handle = nil
        }
        #expect(silent?.code == .missing && silent?.field == "liaisons[0].person.phone")
    }

    /// A span beside those of the window, and whether the list is sound with it.
    private static let spans: [(ServiceHours, Bool)] = [
        (.init(weekday: 0, from: 0, until: 1), false), (.init(weekday: 8, from: 0, until: 1), false),
        (.init(weekday: 7, from: 0, until: 1_440), true), (.init(weekday: 7, from: -1, until: 1), false),
        (.init(weekday: 7, from: 0, until: 1_441), false), (.init(weekday: 7, from: 60, until: 60), false),
        (.init(weekday: 7, from: 61, until: 60), false), (.init(weekday: 1, from: 1_019, until: 1_030), false),
        (.init(weekday: 1, from: 500, until: 541), false), (.init(weekday: 1, from: 600, until: 610), false),
        (.init(weekday: 1, from: 1_020, until: 1_030), true), (.init(weekday: 1, from: 500, until: 540), true),
    ]

    @Test(arguments: Self.spans)
    func hours(span: ServiceHours, isSound: Bool) {
        #expect((fault { $0.offices[0].hours.append(span) } == nil) == isSound)
    }

    @Test func asJSON() throws {
        let data = try JSONEncoder().encode(Self.list)
        #expect(try JSONDecoder().decode(LiaisonList.self, from: data) == Self.list)
        let office = Data(#"{"code":"1","city":"341000","name":"局","kind":"department"}"#.utf8)
        #expect(try JSONDecoder().decode(Office.self, from: office).hours.isEmpty)
        let liaison = Data(#"{"office":"1","person":{"name":"甲","hours":[]}}"#.utf8)
        #expect(try JSONDecoder().decode(Liaison.self, from: liaison).deputies.isEmpty)
    }
}
