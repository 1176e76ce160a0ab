import CaseModel
import Foundation
import Testing

@testable import CityNode

@Suite("Calendar file")
struct CalendarFileTests {
    private static let file = URL(filePath: #filePath).resolvingSymlinksInPath()
        .appending(path: "../../../../Config/catalogue/calendar.yaml").standardized.path

    private func day(_ text: String) throws -> LocalDay { try #require(LocalDay(dashed: text)) }

    @Test("The calendar that comes along has the working days of every published year")
    func workingDaysPerYear() throws {
        let calendar = try CalendarFile.load(file: Self.file)
        let counts = try (2_020...2_026).map { year in
            calendar.workingDays(after: try day("\(year - 1)-12-31"), through: try day("\(year)-12-31"))
        }
        #expect(counts == [249, 250, 249, 249, 251, 248, 248])
        #expect(calendar.publishedFrom.dashed == "2020-01-01")
        #expect(calendar.publishedThrough.dashed == "2026-12-31")
    }

    @Test(
        "Single days of the calendar that comes along",
        arguments: [
            ("2020-01-31", false), ("2020-02-03", true), ("2020-01-19", true), ("2022-12-31", false),
            ("2023-01-02", false), ("2023-01-03", true), ("2024-02-09", true), ("2024-02-18", true),
            ("2025-10-08", false), ("2025-10-11", true), ("2026-02-15", false), ("2026-02-28", true),
            ("2026-12-31", true),
        ]
    )
    func singleDays(text: String, isWorked: Bool) throws {
        let calendar = try CalendarFile.load(file: Self.file)
        #expect(calendar.isWorkingDay(try day(text)) == isWorked)
    }

    /// A file with one year per list of items, from 2021.
    private static func text(_ years: [String]...) -> String {
        var lines = ["years:"]
        for (index, items) in years.enumerated() {
            lines += ["  - year: \(2_021 + index)", "    days:"] + items.map { "      - " + $0 }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A faulty file and what must be said about it.
    struct Fault: CustomTestStringConvertible {
        var text: String
        var line: Int?
        var problem: String
        var testDescription: String { problem }
    }

    private static let faults = [
        Fault(
            text: text(["rest: 2021-02-11..2021-02-17", "work: 2021-02-20", "work: 2021-02-13"]),
            line: 6,
            problem: "2021-02-13 is both a day off and a worked day, see line 4"
        ),
        Fault(
            text: text(["work: 2021-02-13", "rest: 2021-02-11..2021-02-17"]),
            line: 5,
            problem: "2021-02-13 is both a day off and a worked day, see line 4"
        ),
        Fault(
            text: text(["rest: 2021-02-11..2021-02-17", "rest: 2021-02-17"]),
            line: 5,
            problem: "2021-02-17 stands here twice, see line 4"
        ),
        Fault(
            text: text(["rest: 2021-02-11", "work: 2021-03-03"]),
            line: 5,
            problem: "2021-03-03 is a Monday to Friday after a working day, and worked anyway"
        ),
        Fault(
            text: text(["rest: 2021-02-11"], ["rest: 2022-02-01", "rest: 2023-02-01"]),
            line: 8,
            problem: "2023-02-01 is not a day of 2022 or of the December before"
        ),
        Fault(text: text(["work: 2021-02-20"]), line: 2, problem: "the year 2021 has no day off"),
        Fault(text: "years: []\n", line: 1, problem: "there is no year"),
        Fault(
            text: text(["rest: 2021-02-11"]) + "  - year: 2023\n    days:\n      - rest: 2023-02-01\n",
            line: 5,
            problem: "the year 2022 is missing between others"
        ),
        Fault(
            text: text(["rest: 2021-02-11"]) + "  - year: 2021\n    days:\n      - rest: 2021-02-12\n",
            line: 5,
            problem: "the year 2021 stands here twice, see line 2"
        ),
        Fault(text: text(["rest: 2021-02-30"]), line: 4, problem: "'rest' can't be '2021-02-30'"),
        Fault(text: text(["rest: 20210211"]), line: 4, problem: "'rest' can't be '20210211'"),
        Fault(
            text: text(["rest: 2021-02-17..2021-02-11"]),
            line: 4,
            problem: "'rest' can't be '2021-02-17..2021-02-11'"
        ),
        Fault(
            text: text(["rest: 2021-02-11..2021-04-12"]),
            line: 4,
            problem: "'rest' can't be '2021-02-11..2021-04-12'"
        ),
        Fault(
            text: text(["{rest: 2021-02-11, work: 2021-02-20}"]),
            line: 4,
            problem: "'rest' and 'work' stand in one item"
        ),
        Fault(text: text(["{}"]), line: 4, problem: "'rest' or 'work' is missing"),
        Fault(text: text(["off: 2021-02-11"]), line: 4, problem: "the key 'off' is unknown here"),
        Fault(text: "years:\n  - year: soon\n    days: []\n", line: 2, problem: "'year' can't be 'soon'"),
        Fault(text: "years:\n  - year: 2021\n", line: 2, problem: "'days' is missing or is not a list"),
        Fault(text: "holidays: []\n", line: 1, problem: "the key 'holidays' is unknown here"),
    ]

    @Test("Every fault is named with its line", arguments: faults)
    func fault(_ fault: Fault) {
        var found: ConfigurationError?
        do throws(ConfigurationError) { _ = try CalendarFile.parse(fault.text, file: "calendar.yaml") } catch {
            found = error
        }
        #expect(found?.problem == fault.problem)
        #expect(found?.line == fault.line)
        #expect(found?.file == "calendar.yaml")
        #expect(found?.expected.isEmpty == false)
    }

    @Test("The longest range is read")
    func longestRange() throws {
        let text = Self.text(["rest: 2021-02-11..2021-04-11"])
        let calendar = try CalendarFile.parse(text, file: "calendar.yaml")
        #expect(calendar.notices.map(\.daysOff.count) == [CalendarFile.rangeDaysMax])
    }

    @Test("A file that is not there is named")
    func noFile() {
        #expect(throws: ConfigurationError.self) { try CalendarFile.load(file: "/nowhere/calendar.yaml") }
    }
}
