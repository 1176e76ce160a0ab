/// What a socket does for the poller that has it: it tells of each use.
final class SocketWatch {
    /// The socket's number in its poller.
    let number: UInt64
    /// The list of its poller.
    let noted: NotedSockets
    /// Whether the socket is in that list.
    var isNoted = false

    init(number: UInt64, in noted: NotedSockets) {
        self.number = number
        self.noted = noted
    }

    /// Has the socket looked at before the next wait.
    func note() {
        guard !isNoted else { return }
        isNoted = true
        noted.numbers.append(number)
    }
}

/// The sockets that a poller looks at before it waits.
final class NotedSockets {
    /// Their numbers, each once; some may have been removed since.
    fileprivate(set) var numbers: [UInt64] = []

    /// Hands them out, in the order of registration, and forgets them.
    func take() -> [UInt64] {
        guard !numbers.isEmpty else { return [] }
        defer { numbers.removeAll(keepingCapacity: true) }
        return numbers.sorted()
    }
}
