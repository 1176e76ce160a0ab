import CaseModel
import CaseStore
import ExchangeWire

extension CaseStep {
    /// What an entry's kind says of its case.
    private static let kinds: [UInt32: CaseEvent.Kind] = Dictionary(
        uniqueKeysWithValues: EntryKind.known.compactMap { kind in
            // The contract names an event as the model does; a request has a name of its own.
            CaseEvent.Kind(rawValue: "\(kind)").map { (kind.rawValue, $0) }
        }
    )

    /// The step that an entry of the journal is; `nil` for a request and for a kind that this version doesn't know.
    init?(_ step: JournalStep) {
        guard let kind = Self.kinds[step.kind] else { return nil }
        self.init(kind, at: step.at)
    }
}
