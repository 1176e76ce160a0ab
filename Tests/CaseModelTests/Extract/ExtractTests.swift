import Testing

@testable import CaseModel

@Suite("Tables for other systems")
struct ExtractTests {
    @Test("Columns keep their names and their order, and each has a Chinese title")
    func columns() {
        #expect(
            CaseExtract.table.columns.map(\.name) == [
                "sequence", "case_no", "item_code", "item_name", "guide_version", "case_type", "handling_mode",
                "applicant_type", "collecting_area", "collecting_office", "handling_area", "handling_office", "state",
                "state_name", "ending_code", "special_procedure", "corrections", "promised_days", "promised_unit",
                "submitted_time", "registered_time", "accepted_time", "decided_time", "closed_time", "on_time",
                "version", "changed_time",
            ]
        )
        #expect(
            EventExtract.table.columns.map(\.name) == [
                "sequence", "case_no", "event_time", "event", "area", "peer_area", "office", "role", "role_name",
            ]
        )
        for title in CaseExtract.table.columns.map(\.title) + EventExtract.table.columns.map(\.title) {
            #expect(title.unicodeScalars.allSatisfy { $0.value >= 0x4E00 }, "\(title)")
        }
    }

    @Test("Times are those of Asia/Shanghai as GB/T 39046 writes them")
    func times() {
        #expect(CSVTable.Cell.time(1_795_446_000_000) == .text("20261123T230000"))
        #expect(CSVTable.Cell.time(0) == .text("19700101T080000"))
        #expect(CSVTable.Cell.time(57_599_999) == .text("19700101T235959"))
        #expect(CSVTable.Cell.time(nil) == .empty)
    }

    @Test(
        "An organisation is known by its credit code",
        arguments: [
            ("91330100799655058B", ServedKind.enterprise), ("11430000006122244L", .government),
            ("12100000000013338W", .institution), ("51100000000013338W", .association), ("92330100799655058B", .other),
        ]
    )
    func served(code: String, kind: ServedKind) {
        var applicant = Applicant(kind: .legal, name: "某公司", idType: .creditCode, idNumber: code)
        #expect(ServedKind(applicant) == kind)
        applicant.idType = .other
        #expect(ServedKind(applicant) == .enterprise)
        applicant.kind = .natural
        #expect(ServedKind(applicant) == .person)
        applicant.kind = .other
        #expect(ServedKind(applicant) == .other)
    }

    @Test("A row has a cell for each column, and JSON leaves out what is empty")
    func row() throws {
        let event = EventExtract(
            sequence: 7,
            number: try #require(CaseNumber("330800-20261123-7K2M9QX4RT")),
            at: 1_795_446_000_000,
            kind: "registered",
            city: try #require(CityCode("350700")),
            peer: try #require(CityCode("330800"))
        )
        #expect(
            EventExtract.table.line(event)
                == "7,330800-20261123-7K2M9QX4RT,20261123T230000,registered,350700,330800,,,\r\n"
        )
        #expect(EventExtract.table.cells(event).map(\.name) == Array(EventExtract.table.columns.map(\.name).prefix(6)))
        #expect(EventExtract.table.header.hasPrefix("sequence,case_no,") && EventExtract.table.header.hasSuffix("\r\n"))
    }
}
