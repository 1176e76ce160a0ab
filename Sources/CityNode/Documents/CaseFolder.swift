import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// A case as it stood at each of its steps, read from its history once more: what documents are made of.
struct CaseFolder {
    /// This node.
    let node: NodeCode
    /// The case's entries, in the order in which this node kept them.
    let history: [JournalEntry]

    /// What the file held at each step through an entry, oldest first; empty where that entry is no step of the case, or the
    /// case's begin is erased.
    ///
    /// - Parameter guide: the guide that the case is held to, if it is known.
    func steps(through entry: EntryID, guide: (CaseRecord) -> Guide?) -> [CaseDocuments] {
        var reading = Reading()
        var steps: [CaseDocuments] = []
        for step in history where step.id <= entry && !step.isQuarantined {
            guard let found = reading.take(step, at: node, guide: guide) else { continue }
            steps.append(found)
            if step.id == entry { return steps }
        }
        return []
    }

    /// What was read so far.
    private struct Reading {
        var record: CaseRecord?
        var submission: Submission?
        var offers: [UInt64: Supplement] = [:]
        var supplements: [Supplement] = []
        var results: [MaterialReference] = []
        var opinions: [DocumentContent.Opinion] = []
        var lastHandler: CaseDocuments.Signatory?

        /// Takes an entry; what the file holds after it, where it is a step.
        mutating func take(
            _ entry: JournalEntry,
            at node: NodeCode,
            guide: (CaseRecord) -> Guide?
        ) -> CaseDocuments? {
            switch try? EntryDecoder.decode(entry, at: node) {
            case .submitted(let submission):
                record = try? CaseRecord(submitted: submission, at: entry.at)
                self.submission = submission
                return record.flatMap { step(.submitted(submission), before: $0, after: $0, entry.at, guide) }
            case .consulted(let submission):
                record = try? CaseRecord(consulted: submission, at: entry.at)
                self.submission = submission
                return nil
            case .request(.supplement(let offer)):
                entry.sequence.map { offers[$0] = offer }
                return nil
            case .registered: return apply(.registered, entry.at, guide)
            case .event(let event, let request):
                if case .supplemented = event, let offer = offers[request] { supplements.append(offer) }
                return apply(event, entry.at, guide)
            default: return nil
            }
        }

        private mutating func apply(
            _ event: CaseEvent,
            _ at: Int64,
            _ guide: (CaseRecord) -> Guide?
        ) -> CaseDocuments? {
            guard let before = record, let after = try? before.applying(event, at: at) else { return nil }
            record = after
            note(event, LocalDay(milliseconds: at))
            return step(event, before: before, after: after, at, guide)
        }

        private mutating func note(_ event: CaseEvent, _ day: LocalDay) {
            switch event {
            case .decided, .issued: results += event.deed?.papers ?? []
            default: break
            }
            if let opinion = DocumentContent.Opinion(event, on: day) { opinions.append(opinion) }
            switch event {
            case .handedOver, .withdrawn, .delivered, .legConcluded: break
            default:
                guard let deed = event.deed as? any OfficeDeed else { return }
                lastHandler = .init(office: deed.office, officer: deed.officer)
            }
        }

        private func step(
            _ event: CaseEvent,
            before: CaseRecord,
            after: CaseRecord,
            _ at: Int64,
            _ guide: (CaseRecord) -> Guide?
        ) -> CaseDocuments? {
            guard let submission else { return nil }
            let guide = guide(after)
            return CaseDocuments(
                before: before,
                after: after,
                event: event,
                at: at,
                submission: submission,
                supplements: supplements,
                results: results,
                opinions: opinions,
                lastHandler: lastHandler
                    ?? .init(office: guide?.office ?? "业务属地办理部门", officer: "系统自动生成"),
                legalBasis: guide.flatMap { $0.legalBasis.isEmpty ? nil : $0.legalBasis }
            )
        }
    }
}

extension DocumentContent.Opinion {
    /// What somebody who examines or decides said in an event; `nil` for others.
    init?(_ event: CaseEvent, on day: LocalDay) {
        switch event {
        case .reviewed(let review):
            self.init(role: "审核", officer: review.officer, text: review.opinion, day: day)
        case .approved(let remark):
            self.init(role: "批准", officer: remark.officer, text: remark.note.isEmpty ? "准予" : remark.note, day: day)
        case .decided(let decision):
            let text = decision.outcome == .granted ? "准予" : "不予"
            self.init(
                role: "批准",
                officer: decision.officer,
                text: decision.reason.isEmpty ? text : "\(text)：\(decision.reason)",
                day: day
            )
        default: return nil
        }
    }
}
