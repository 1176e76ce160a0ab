import CaseModel
import CaseStore
import ExchangeCore

/// The newest events in memory, read once for everybody who follows, and bounded.
///
/// After a commit the first who asks reads what is new, and the others get the same. Nobody is waited for: whoever is
/// slower than the tail is long reads the journal by itself.
actor EventTail {
    /// Some events in a row, and through where the journal was read for them.
    struct Piece: Sendable {
        var lines: [FeedLine]
        var through: EntryID
    }

    /// What the tail holds at a time.
    struct View: Sendable {
        /// All events after this one are here.
        var start: EntryID
        /// All events after this one are here with the offices of their cases.
        var startOfOffices: EntryID
        private(set) var pieces: [Piece] = []
        /// Through where the journal was read.
        private(set) var through: EntryID
        private var lines = 0
        private var subjects = 0
    }

    /// Events in memory, and cases that these speak of.
    struct Limits: Sendable {
        var lines = 4_096
        var subjects = 16_384
    }

    /// Entries that are read at once.
    private static let entriesPerRead = 256

    private let store: any Store
    private let reader: EventReader
    private let bell: FeedBell
    private let limits: Limits
    private var view: View?
    private var ringsRead = -1
    private var knowsOffices = false
    private var isReading = false
    /// Those who wait for who reads.
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Makes an empty tail; it begins at the journal's end when somebody asks first.
    init(store: any Store, reader: EventReader, bell: FeedBell, limits: Limits) {
        self.store = store
        self.reader = reader
        self.bell = bell
        self.limits = limits
    }

    /// What there is now, with everything that was committed before the call.
    ///
    /// - Parameter offices: whether the caller asks for offices; from the first who does on, they are read for all.
    func current(offices: Bool) async throws -> View {
        if offices { knowsOffices = true }
        while true {
            if let view, ringsRead == bell.count { return view }
            if isReading {
                await withCheckedContinuation { waiting.append($0) }
            } else {
                // By the caller's own task: another would be one more thread to be woken after each commit.
                try await readOn()
            }
        }
    }

    /// Reads what is new; where that fails, or its caller leaves, the next of those who wait does it.
    private func readOn() async throws {
        isReading = true
        defer {
            isReading = false
            for one in waiting { one.resume() }
            waiting = []
        }
        let rings = bell.count
        let offices = knowsOffices
        let known = view
        let most = Int64(limits.lines)
        // In one visit to the store: who follows waits for it after each commit.
        var (view, next) = try await store.glance { [reader] rows -> (View, EventReader.Piece?) in
            let last = try rows.lastEntry()
            // Where nobody asked for long, what came meanwhile is left to the journal.
            guard let known, last.rawValue - known.through.rawValue <= most else {
                return (View(at: last), nil)
            }
            guard last > known.through else { return (known, nil) }
            return (known, try reader.read(Self.order(after: known.through, offices: offices), rows))
        }
        while let piece = next {
            if !offices { view.startOfOffices = piece.through }
            view.add(Piece(lines: piece.lines, through: piece.through), within: limits)
            if piece.isAtEnd { break }
            let order = Self.order(after: view.through, offices: offices)
            next = try await store.read { [reader] in try reader.read(order, $0) }
        }
        self.view = view
        ringsRead = rings
    }

    private static func order(after entry: EntryID, offices: Bool) -> EventReader.Order {
        EventReader.Order(after: entry, offices: offices, limit: entriesPerRead)
    }
}

extension EventTail.View {
    /// Events in a piece that is still added to.
    private static let mergedLinesMax = 64

    /// Holds nothing, behind an entry.
    fileprivate init(at entry: EntryID) {
        start = entry
        startOfOffices = entry
        through = entry
    }

    /// Adds what follows, and lets go of the oldest pieces that are too much then.
    fileprivate mutating func add(_ piece: EventTail.Piece, within limits: EventTail.Limits) {
        lines += piece.lines.count
        subjects += piece.subjectCount
        if let last = pieces.indices.last, pieces[last].lines.count + piece.lines.count <= Self.mergedLinesMax {
            pieces[last].lines += piece.lines
            pieces[last].through = piece.through
        } else {
            pieces.append(piece)
        }
        through = piece.through
        // What there is grows by little at a time, so that little has to go, and nothing that stays is looked at.
        while lines > limits.lines || subjects > limits.subjects {
            let oldest = pieces.removeFirst()
            lines -= oldest.lines.count
            subjects -= oldest.subjectCount
            start = oldest.through
            startOfOffices = max(startOfOffices, start)
        }
    }
}

extension EventTail.Piece {
    fileprivate var subjectCount: Int { lines.reduce(0) { $0 + $1.event.subjects.count } }
}
