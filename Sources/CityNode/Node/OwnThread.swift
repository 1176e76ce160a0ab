import Foundation

/// A thread that can be waited for, and whose name `top -H` and a debugger show.
final class OwnThread: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    /// Starts `body` on a thread of its own.
    init(name: String, body: @escaping @Sendable () -> Void) {
        let thread = Thread { [ended] in
            // Only from within does the system learn the name.
            Thread.current.name = name
            body()
            ended.signal()
        }
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
