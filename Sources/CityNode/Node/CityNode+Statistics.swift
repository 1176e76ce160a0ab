import CaseModel
import CaseStore

extension CityNode {
    /// Counts the cases of a span of days, each as it stands when it is met.
    ///
    /// - Parameters:
    ///   - length: how long the periods of the lines are.
    ///   - from: the first day of registration that counts, or of submission where a case is not registered; `nil` for all.
    ///   - to: the last day; `nil` for all.
    /// - Throws: `CaseRefusal` where the report would have too many lines, `CancellationError`, `StoreError`.
    package func statistics(
        by length: ReportPeriod.Length,
        from: LocalDay?,
        to: LocalDay?
    ) async throws -> StatisticsReport {
        try await facts.report(by: length, from: from, to: to, of: store)
    }
}
