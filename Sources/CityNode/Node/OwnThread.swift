import Foundation

/// A named thread that can be waited for.
final class OwnThread: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    /// Starts `body` on a thread of its own.
    init(name: String, body: @escaping @Sendable () -> Void) {
        let thread = Thread { [ended] in
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
