import CaseModel
import Foundation
import Testing

@testable import CityNode

@Suite("ContactsFile: a city's offices and liaisons")
struct ContactsFileTests {
    private static let quzhou = Sample.city(Sample.quzhou)
    static let text = """
        offices:
          - code: "Q-TB"
            name: 通办窗口
            kind: window
          - code: "Q-1"
            name: 市场监督管理局
            kind: department
            hours: ["1-5 09:00-12:00", "6 09:00-11:30"]
        liaisons:
          - office: "Q-1"
            items: ["ITEM-1"]
            person:
              name: 张敏
              phone: "0570-1000001"
              hours: ["1-5 09:00-17:00"]
            deputies:
              - name: 李伟
                handle: liwei
                hours: ["1-7 00:00-24:00"]
        working-group:
          - name: 周九
            phone: "0570-1000009"
            hours: ["1-5 08:30-18:00"]
        """

    private func load(_ text: String, departments: [String: String] = [:]) throws -> LiaisonList {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "330800.yaml")
        return try ContactsFile.load(file: file, city: Self.quzhou, departments: departments)
    }

    @Test("A file says who is asked, in order and within their hours")
    func reads() throws {
        let list = try load(Self.text, departments: ["ITEM-1": "Q-1"])
        #expect(list.city == Self.quzhou && list.offices.map(\.code) == ["Q-TB", "Q-1"])
        #expect(list.offices[1].hours.count == 6 && list.offices[1].hours[5].until == 690)
        // Monday 2026-11-23, 10:00 and 20:00 local time.
        let morning: Int64 = 1_795_399_200_000
        let evening = morning + 10 * 3_600_000
        #expect(list.onDuty(for: "ITEM-1", of: "Q-1", at: morning).map(\.person.name) == ["张敏", "李伟", "周九"])
        #expect(list.onDuty(for: "ITEM-1", of: "Q-1", at: evening).map(\.person.name) == ["李伟"])
    }

    /// A change of the file and what the error names.
    struct Change: CustomTestStringConvertible {
        var from: String
        var to: String
        var says: String
        var testDescription: String { says }
    }

    @Test(
        "What is wrong is named with its place and what was expected",
        arguments: [
            Change(from: "1-5 09:00-12:00", to: "1-8 09:00-12:00", says: "1-5 09:00-12:00"),
            Change(from: "1-5 09:00-12:00", to: "1-5 12:00-09:00", says: "'hours' can't hold"),
            Change(from: "kind: window", to: "kind: counter", says: "330800.yaml:4"),
            Change(from: "kind: window", to: "sort: window", says: "'sort'"),
            Change(from: "office: \"Q-1\"", to: "office: \"Q-9\"", says: "liaisons[0].office"),
            Change(from: "items: [\"ITEM-1\"]", to: "items: [\"ITEM-2\"]", says: "nobody answers for the item ITEM-1"),
            Change(from: "    phone: \"0570-1000009\"\n", to: "", says: "workingGroup[0].phone"),
        ]
    )
    func faults(change: Change) throws {
        #expect(Self.text.contains(change.from))
        let text = Self.text.replacingOccurrences(of: change.from, with: change.to)
        let error = #expect(throws: ConfigurationError.self) {
            try load(text, departments: ["ITEM-1": "Q-1"])
        }
        #expect(error?.description.contains(change.says) == true, "\(error as Any)")
    }

    @Test("A list that no entry holds is refused when it is read")
    func tooLong() throws {
        let offices = (0..<400).map { index in
            "  - {code: \"D\(index)\", name: \"\(String(repeating: "局", count: 100))\", kind: window, "
                + "address: \"\(String(repeating: "路", count: 200))\"}"
        }
        let text = Self.text.replacingOccurrences(
            of: "offices:\n",
            with: "offices:\n\(offices.joined(separator: "\n"))\n"
        )
        let error = #expect(throws: ConfigurationError.self) { try load(text) }
        #expect(error?.problem.contains("too long") == true, "\(error as Any)")
    }

    @Test("The shipped samples name somebody for every item that their city handles")
    func samples() throws {
        let root =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path + "/Config"
        let book = try GuideBook.load(folder: root + "/catalogue")
        for code in ["330800", "350700", "361100", "341000"] {
            let city = try #require(CityCode(code))
            let departments = book.departments(of: city)
            #expect(departments.count > 80)
            let list = try ContactsFile.load(
                file: root + "/contacts/\(code).yaml",
                city: city,
                departments: departments
            )
            #expect(list.liaisons.allSatisfy { !$0.deputies.isEmpty })
        }
    }
}
