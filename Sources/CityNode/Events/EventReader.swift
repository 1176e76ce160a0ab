import CaseModel
import CaseStore
import ExchangeCore

/// Reads events from the journal, within one state of the store.
struct EventReader: Sendable {
    /// This node.
    let node: NodeCode
    /// Its city.
    let city: CityCode

    /// Cases that the events of one piece speak of; one event may have more by itself.
    static let subjectsMax = 4_096

    /// Some events in order, and how far the journal was read for them.
    struct Piece: Sendable {
        var lines: [FeedLine] = []
        var through: EntryID
        var isAtEnd = false
    }

    /// Which part of the journal is read.
    struct Order: Sendable {
        /// The last entry that was seen.
        var after: EntryID
        /// Only this case's.
        var only: CaseNumber?
        /// Only these kinds; empty for all.
        var kinds: Set<UInt32> = []
        /// Whether the offices of each case are wanted.
        var offices = false
        /// Entries at most.
        var limit: Int
    }

    /// The next piece of the journal.
    func read(_ order: Order, _ reader: any StoreReader) throws -> Piece {
        let last = max(order.after, try reader.lastEntry())
        var piece = Piece(through: last, isAtEnd: true)
        var only: CaseID?
        if let number = order.only {
            guard let row = try reader.findCase(number) else { return piece }
            only = row.id
        }
        let entries = try reader.feed(
            after: order.after,
            case: only,
            kinds: order.kinds,
            content: false,
            limit: order.limit
        )
        var traces: [CaseID: OfficeTrace] = [:]
        var subjects = 0
        for entry in entries {
            guard subjects < Self.subjectsMax else {
                piece.isAtEnd = false
                return piece
            }
            let event = try event(entry, offices: order.offices, &traces, reader)
            subjects += event.subjects.count
            piece.lines.append(FeedLine(event))
            piece.through = entry.id
        }
        if entries.count < order.limit { piece.through = last } else { piece.isAtEnd = false }
        return piece
    }

    /// One event; `nil` where the journal has no such entry.
    func event(_ id: EntryID, _ reader: any StoreReader) throws -> FeedEvent? {
        let order = Order(after: EntryID(rawValue: id.rawValue - 1), limit: 1)
        return try read(order, reader).lines.first { $0.event.id == id.rawValue }?.event
    }

    /// What an entry is as an event.
    private func event(
        _ entry: JournalEntry,
        offices: Bool,
        _ traces: inout [CaseID: OfficeTrace],
        _ reader: any StoreReader
    ) throws -> FeedEvent {
        let peer = CityCode(node: entry.stream.peer)
        var subjects: [EventSubject] = []
        for number in try numbers(entry, reader) {
            guard let row = try reader.findCase(number) else {
                subjects.append(EventSubject(number))
                continue
            }
            var subject = EventSubject(row.record, at: city)
            if offices {
                let trace = try traces[row.id] ?? OfficeTrace(try reader.history(row.id), at: node)
                traces[row.id] = trace
                subject.offices = trace.offices(through: entry.id)
            }
            subjects.append(subject)
        }
        return FeedEvent(
            id: entry.id.rawValue,
            at: entry.at,
            kind: FeedKind(entry.kind),
            city: entry.direction == .outgoing ? city : peer,
            peer: entry.direction == .outgoing ? peer : city,
            subjects: subjects
        )
    }

    /// The cases of which an entry speaks; one that registers many lists them in its body, and is the only one to do so.
    private func numbers(_ entry: JournalEntry, _ reader: any StoreReader) throws -> [CaseNumber] {
        if let number = entry.caseNumber { return [number] }
        guard FeedKind(entry.kind) == .registered, let whole = try reader.entry(entry.id),
            case .registered(let numbers) = try? EntryDecoder.decode(whole, at: node)
        else { return [] }
        return numbers
    }
}

extension CityCode {
    /// A node is named by its city's code.
    init(node: NodeCode) {
        guard let code = CityCode(number: node.number) else { preconditionFailure("a node's code is a city's code") }
        self = code
    }
}
