import CaseModel
import CaseStore
import ExchangeCore

extension CityNode {
    /// Time between two looks at cases whose term may be over.
    static let retentionMilliseconds: Int64 = 3_600_000

    /// Erases what the configuration's terms let go, and removes files that were marked, those of an earlier start too.
    ///
    /// Without terms nothing is erased.
    func eraseWhatIsOver() async {
        do {
            if let terms = configuration.retention {
                let plan = terms.filled(by: guideBook?.catalogue.guides ?? [], of: configuration.city)
                for side in Side.allCases {
                    var cursor: RetentionCursor?
                    repeat {
                        let from = cursor
                        cursor = try await pipeline.run {
                            try RetentionWatch(scope: $0, plan: plan).erase(side, after: from)
                        }
                    } while cursor != nil && !Task.isCancelled
                }
            }
            try await removeLeaving()
        } catch {
            log.error("data whose term is over could not be erased: \(error)")
        }
    }
}
