import CaseModel
import NodeAPI

/// The API's JSON.
enum APIParts {
    static let all = [
        BenchPart(.api, "case-write", "case", times: 16) {
            let view = try sampleView()
            return { CaseBody.bytes(of: view) }
        },
        BenchPart(.api, "submission-read", "submission", times: 16) {
            let value = String(repeating: "x", count: 120)
            let fields = (0..<8).map { #"{"name":"说明\#($0)","value":"\#(value)"}"# }.joined(separator: ",")
            let text = """
                {"handling":"350700","itemCode":"000111007001","itemName":"失业登记",
                 "applicant":{"kind":"natural","name":"样例","idType":"citizenID","idNumber":"11010519491231002X"},
                 "fields":[\(fields)],"office":"跨省通办窗口","officer":"样例","role":"windowClerk"}
                """
            let bytes = Array(text.utf8)
            return { try CaseBody.draft(in: bytes) }
        },
    ]

    /// A case with what was said of it.
    private static func sampleView() throws -> CaseView {
        let submission = try BenchSample().submission
        let said: [CaseEvent] = [
            .submitted(submission), .registered,
            .accepted(Acceptance(office: "社保中心", officer: "样例", note: "材料齐全")),
        ]
        return CaseView(
            record: try CaseRecord(submitted: submission, at: BenchSample.time),
            side: .collecting,
            submission: submission,
            transport: .received,
            history: said.enumerated().map { place, event in
                HistoryItem(
                    id: Int64(place) + 1,
                    at: BenchSample.time + Int64(place),
                    city: place == 0 ? submission.collecting : submission.handling,
                    content: .event(event),
                    transport: place == 0 ? .received : nil
                )
            },
            materials: []
        )
    }
}
