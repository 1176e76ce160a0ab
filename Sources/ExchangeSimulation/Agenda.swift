/// What is to happen when: a binary heap by time, and by order of entry among equals, so that every run is the same.
struct Agenda<Item: Sendable>: Sendable {
    private struct Slot: Sendable {
        var at: Int64
        var order: UInt64
        var item: Item

        func isBefore(_ other: Slot) -> Bool { at == other.at ? order < other.order : at < other.at }
    }

    private var heap: [Slot] = []
    private var order: UInt64 = 0

    /// Whether nothing is planned.
    var isEmpty: Bool { heap.isEmpty }

    /// Plans something.
    mutating func add(_ item: Item, at: Int64) {
        order += 1
        heap.append(Slot(at: at, order: order, item: item))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes what is next.
    mutating func next() -> (at: Int64, item: Item)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if heap[child].isBefore(heap[least]) { least = child }
                }
                guard least != parent else { break }
                heap.swapAt(parent, least)
                parent = least
            }
        }
        return (first.at, first.item)
    }
}
