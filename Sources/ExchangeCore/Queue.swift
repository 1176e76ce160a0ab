/// A first-in first-out queue in one array: adding and taking cost O(1) on average.
struct Queue<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var head = 0

    /// How many wait.
    var count: Int { elements.count - head }
    /// Whether none waits.
    var isEmpty: Bool { head == elements.count }
    /// The one that waits longest.
    var first: Element? { isEmpty ? nil : elements[head] }
    /// What waits, the oldest first.
    var waiting: ArraySlice<Element> { elements[head...] }

    /// Adds one at the end.
    mutating func append(_ element: Element) { elements.append(element) }

    /// Drops the one that waits longest, if any.
    mutating func dropFirst() {
        guard !isEmpty else { return }
        head += 1
        if head == elements.count {
            removeAll()
        } else if head >= 32, head * 2 >= elements.count {
            elements.removeSubrange(..<head)
            head = 0
        }
    }

    /// Drops all and keeps the memory.
    mutating func removeAll() {
        elements.removeAll(keepingCapacity: true)
        head = 0
    }
}
