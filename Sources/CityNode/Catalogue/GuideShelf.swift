import CaseModel
import Synchronization

/// Where the node keeps the catalogue and the calendar that it works with now.
final class GuideShelf: Sendable {
    private let held: Mutex<GuideBook?>

    /// Begins with a book, or with none.
    init(_ book: GuideBook?) { held = Mutex(book) }

    /// What is in force now; `nil` where none is configured.
    var book: GuideBook? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }

    /// Counts the days that this city promises.
    var days: DayCounter { DayCounter(timetable: book?.timetable) }
}
