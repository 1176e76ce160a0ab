import CaseModel
import Synchronization

/// The terms of cases with the texts that they are kept as.
///
/// All cases of a guide's version have the same terms, and reading or writing their JSON takes longer than all else that a row
/// of a case costs: each is translated once.
final class KnownTerms: Sendable {
    private struct Known {
        var terms: [String: GuideTerms] = [:]
        var texts: [GuideTerms: String] = [:]
    }

    static let shared = KnownTerms()

    /// How many are kept each way; beyond that all are forgotten, since most are of guides that are no more.
    private static let countMax = 1_024

    private let known = Mutex(Known())

    /// Reads a column; NULL are the law's terms.
    func read(_ row: Prepared, _ column: Int32) throws(StoreError) -> GuideTerms {
        row.isNull(column) ? .law : try terms(of: row.text(column))
    }

    /// Reads a text.
    func terms(of text: String) throws(StoreError) -> GuideTerms {
        if let terms = known.withLock({ $0.terms[text] }) { return terms }
        let terms = try CaseText.read(GuideTerms.self, text)
        known.withLock { known in
            if known.terms.count >= Self.countMax { known.terms = [:] }
            known.terms[text] = terms
        }
        return terms
    }

    /// The text to keep; the law's terms need none.
    func write(_ terms: GuideTerms) throws(StoreError) -> String? {
        guard terms != .law else { return nil }
        if let text = known.withLock({ $0.texts[terms] }) { return text }
        let text = try CaseText.write(terms)
        known.withLock { known in
            if known.texts.count >= Self.countMax { known.texts = [:] }
            known.texts[terms] = text
        }
        return text
    }
}
