import CaseModel
import Synchronization

/// Where the node keeps what it works with now of the trade's files.
final class TradeShelf: Sendable {
    private let held: Mutex<TradeFiles.Content>

    /// Begins with what was read at the start.
    init(_ content: TradeFiles.Content) { held = Mutex(content) }

    /// What is in force now.
    var content: TradeFiles.Content {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }

    /// Counts the days that this city promises.
    var days: DayCounter { DayCounter(timetable: content.book?.timetable) }
}
