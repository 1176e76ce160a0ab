import CaseModel
import ExchangeCore

/// The stream rows in memory, where the writer changes them; each changed row is written once, before the commit.
///
/// A thousand entries of one transaction move a position, a backlog and a day's count a thousand times. Here that costs a
/// few additions, and one UPDATE at the end. A savepoint keeps a copy of this value and puts it back when it is undone.
struct StreamTable {
    /// One row.
    struct Row {
        /// The row's number.
        var id: Int64
        /// Where the stream ends.
        var end: Position
        /// The part that the peer has receipted, and the receipt.
        var receipt: Receipt?
        /// Entries that wait for a number.
        var pending: Int64
        /// Bytes that the peer has not receipted.
        var backlogBytes: Int64
        /// Counts of days that are not written yet; nearly always one.
        var days: [DayCount] = []
        /// True when the row itself is not written yet.
        var isChanged = false

        /// Counts a numbered entry.
        mutating func count(_ sequence: UInt64, at: Int64) {
            let day = LocalDay(milliseconds: at)
            guard let index = days.lastIndex(where: { $0.day == day }) else {
                return days.append(DayCount(day: day, count: 1, first: sequence, last: sequence))
            }
            days[index].count += 1
            days[index].first = min(days[index].first, sequence)
            days[index].last = max(days[index].last, sequence)
        }
    }

    /// What names a row.
    private struct Name: Hashable {
        var key: StreamKey
        var direction: StreamDirection
    }

    private var rows: [Row] = []
    private var places: [Name: Int] = [:]
    private var last: (name: Name, place: Int)?
    /// Grows with every change of a row.
    private(set) var changeCount: Int64 = 0

    /// Takes over a row that was read.
    mutating func add(_ row: Row, _ key: StreamKey, _ direction: StreamDirection) {
        places[Name(key: key, direction: direction)] = rows.count
        rows.append(row)
    }

    /// Where a stream's row is.
    mutating func place(_ key: StreamKey, _ direction: StreamDirection) throws(StoreError) -> Int {
        let name = Name(key: key, direction: direction)
        if let last, last.name == name { return last.place }
        guard let place = places[name] else { throw .unknownStream(key) }
        last = (name, place)
        return place
    }

    /// True when the stream was made.
    func has(_ key: StreamKey, _ direction: StreamDirection) -> Bool {
        places[Name(key: key, direction: direction)] != nil
    }

    /// A row.
    subscript(_ place: Int) -> Row {
        get { rows[place] }
        _modify {
            changeCount += 1
            yield &rows[place]
        }
    }

    /// What a peer has not receipted of all lanes.
    func backlog(of peer: NodeCode) -> Backlog {
        var backlog = Backlog()
        for lane in Lane.allCases {
            guard let place = places[Name(key: StreamKey(peer: peer, lane: lane), direction: .outgoing)] else {
                continue
            }
            let row = rows[place]
            let receipted = row.receipt?.through.sequence ?? 0
            backlog.entries += row.end.sequence - min(receipted, row.end.sequence) + UInt64(clamping: row.pending)
            backlog.bytes += UInt64(clamping: row.backlogBytes)
            backlog.pending += UInt64(clamping: row.pending)
        }
        return backlog
    }

    /// All places.
    var indices: Range<Int> { rows.indices }
}
