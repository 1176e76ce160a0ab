/// How a report is written.
enum ReportFormat: String, CaseIterable {
    case json, csv

    /// The form that an `Accept` header asks for; JSON unless it names CSV.
    init(accept: String?) {
        let wanted = accept?.split(separator: ",").compactMap { $0.split(separator: ";").first } ?? []
        self = wanted.contains { $0.trimming { $0 == " " }.lowercased() == "text/csv" } ? .csv : .json
    }
}
