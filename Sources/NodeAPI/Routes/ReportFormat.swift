import HTTPTypes

/// How a report is written.
enum ReportFormat: String, CaseIterable {
    case json, csv
}

extension HTTPFields {
    /// Whether the `Accept` header names CSV.
    var acceptCSV: Bool {
        let wanted = self[.accept]?.split(separator: ",").compactMap { $0.split(separator: ";").first } ?? []
        return wanted.contains { $0.trimming { $0 == " " }.lowercased() == "text/csv" }
    }
}
