import CaseModel
import CaseStore
import ExchangeCore

/// What happened at this node, for everybody who follows it: from memory where it is new, from the journal where not.
package final class EventLog: Sendable {
    private let store: any Store
    private let reader: EventReader
    private let tail: EventTail

    init(store: any Store, node: NodeCode, bell: FeedBell, limits: EventTail.Limits = .init()) {
        self.store = store
        reader = EventReader(node: node, city: CityCode(node: node))
        tail = EventTail(store: store, reader: reader, bell: bell, limits: limits)
    }

    /// The next events after an id that a filter lets through, at most `limit`, and how far was read for them.
    ///
    /// - Throws: `StoreError`, or `CancellationError`.
    package func slice(after id: Int64, matching filter: EventFilter, limit: Int) async throws -> EventSlice {
        let view = try await tail.current(offices: !filter.offices.isEmpty)
        let start = filter.offices.isEmpty ? view.start : view.startOfOffices
        if id >= start.rawValue { return view.slice(after: id, matching: filter, limit: limit) }
        let order = EventReader.Order(
            after: EntryID(rawValue: id),
            only: filter.cases.count == 1 ? filter.cases.first : nil,
            kinds: filter.entryKinds,
            offices: !filter.offices.isEmpty,
            limit: limit
        )
        let piece = try await store.read { [reader] in try reader.read(order, $0) }
        return EventSlice(
            events: piece.lines.compactMap { $0.narrowed(by: filter) },
            through: piece.through.rawValue,
            isAtEnd: piece.isAtEnd
        )
    }
}

extension EventTail.View {
    /// The events after an id that this holds.
    func slice(after id: Int64, matching filter: EventFilter, limit: Int) -> EventSlice {
        var slice = EventSlice(events: [], through: id, isAtEnd: false)
        var subjects = 0
        for piece in pieces where piece.through.rawValue > id {
            for line in piece.lines where line.event.id > id {
                guard slice.events.count < limit, subjects < EventReader.subjectsMax else { return slice }
                if let kept = line.narrowed(by: filter) {
                    slice.events.append(kept)
                    subjects += kept.event.subjects.count
                }
                slice.through = line.event.id
            }
        }
        slice.through = max(id, through.rawValue)
        slice.isAtEnd = true
        return slice
    }
}
