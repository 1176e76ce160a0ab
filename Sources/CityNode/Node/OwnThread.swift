import Foundation

/// A thread that can be waited for, and whose name `top -H` and a debugger show.
final class OwnThread: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    /// Starts `body` on a thread of its own; Linux takes names of at most 15 bytes.
    init(name: String, body: @escaping @Sendable () -> Void) {
        let thread = Thread { [ended] in
            #if os(Linux)
            // Foundation tells the system a name only from within, and there only where it was quick enough.
            try? Data(name.utf8).write(to: URL(fileURLWithPath: "/proc/thread-self/comm"))
            #endif
            body()
            ended.signal()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Blocks until the thread has ended.
    ///
    /// May be called more than once.
    func join() {
        ended.wait()
        ended.signal()
    }
}
