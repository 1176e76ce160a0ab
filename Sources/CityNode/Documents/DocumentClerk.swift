import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Writes the documents of this city (文书): follows the journal, and makes of each step what it puts on paper.
///
/// Documents are written after the step is on disk, so that nobody waits for them, and a bookmark says how far that has
/// got. The same step gives the same number and the same bytes, so that one that was interrupted does no harm.
struct DocumentClerk: Sendable {
    /// This node.
    let node: NodeCode
    /// Its city.
    let city: CityCode
    /// Makes the pages.
    let renderer: DocumentRenderer
    /// Says the last days and the legal basis that stand in them.
    let book: GuideBook

    /// A page that is to be kept as a material.
    struct Page: Sendable {
        var number: DocumentNumber
        var caseNumber: CaseNumber
        var office: String
        var at: Int64
        var html: String

        /// The document once its page is kept.
        func document(_ digest: MaterialDigest) -> IssuedDocument {
            let material = MaterialReference(
                digest: digest,
                name: number.kind.chineseTerm,
                mediaType: DocumentRenderer.mediaType,
                size: Int64(html.utf8.count),
                form: .electronic
            )
            return IssuedDocument(number: number, caseNumber: caseNumber, material: material, office: office, at: at)
        }
    }

    /// Pages of a piece of the journal.
    struct Batch: Sendable {
        var pages: [Page] = []
        /// What could not be written, and why; for the log.
        var failures: [String] = []
        /// Through where the journal was read.
        var through: EntryID
        /// Whether that is its end.
        var isAtEnd: Bool
    }

    /// The clerk's name in the store's list of bookmarks.
    static let bookmark = "documents"
    /// Steps that are read at once.
    static let entriesMax = 64
    /// Entries without a document after which the bookmark is moved all the same.
    static let stepMax: Int64 = 256

    /// The kinds of entries whose steps put something on paper.
    static let kinds: [EntryKind] = [
        .submitted, .handedOver, .accepted, .acceptedBySilence, .correctionRequested, .supplemented, .declined,
        .suspended,
        .extended, .reviewed, .decided, .issued, .lapsed, .passedOn, .voided, .withdrawn, .delivered,
    ]

    /// The pages of the next piece of the journal.
    func pages(after bookmark: EntryID, _ reader: any StoreReader) throws -> Batch {
        let last = try reader.lastEntry()
        let entries = try reader.feed(
            after: bookmark,
            case: nil,
            kinds: Set(Self.kinds.map(\.rawValue)),
            content: false,
            limit: Self.entriesMax
        )
        let isAtEnd = entries.count < Self.entriesMax
        var batch = Batch(through: isAtEnd ? last : entries[entries.count - 1].id, isAtEnd: isAtEnd)
        for entry in entries {
            guard let id = entry.caseID, !entry.isQuarantined else { continue }
            try write(entry.id, CaseFolder(node: node, history: try reader.history(id)), into: &batch)
        }
        return batch
    }

    private func write(_ entry: EntryID, _ folder: CaseFolder, into batch: inout Batch) throws {
        let steps = folder.steps(through: entry, guide: guide)
        guard let documents = steps.last, let side = documents.after.side(of: city) else { return }
        let day = LocalDay(milliseconds: documents.at)
        let earlier = steps.dropLast().filter { LocalDay(milliseconds: $0.at) == day }
        do throws(CaseRefusal) {
            let contents = try documents.contents(by: city, timetable: book.timetable) { kind in
                earlier.count { $0.kinds(by: side).contains(kind) } + 1
            }
            for content in contents {
                batch.pages.append(
                    Page(
                        number: content.number,
                        caseNumber: content.caseNumber,
                        office: content.office,
                        at: documents.at,
                        html: try renderer.page(of: content)
                    )
                )
            }
        } catch {
            batch.failures.append("\(documents.after.number) \(documents.event.kind.rawValue): \(error)")
        }
    }

    private func guide(of record: CaseRecord) -> Guide? {
        book.catalogue.guide(for: record.itemCode, city: record.handling, version: record.terms.version)
    }

    /// Issues documents whose pages are kept, and moves the bookmark.
    func issue(_ documents: [IssuedDocument], through: EntryID, _ scope: WriteScope) throws {
        for document in documents {
            let change = SharedChange.documentIssued(document)
            guard try scope.writer.shared(change.name) == nil,
                let row = try scope.writer.findCase(document.caseNumber),
                let peer = change.counterpart(of: city, in: row.record).flatMap({ NodeCode(number: $0.number) })
            else { continue }
            try SharedFile(scope: scope).say(change, to: peer, case: .known(row.id), number: row.record.number)
        }
        try scope.writer.setBookmark(Self.bookmark, through)
    }
}
