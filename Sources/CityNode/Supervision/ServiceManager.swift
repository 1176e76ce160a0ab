import Foundation
import Logging

/// Whoever started this process and wants to hear how it does: systemd with `Type=notify`, or nobody.
package struct ServiceManager: Sendable {
    private let socket: NotifySocket?
    private let log: Logger
    /// Within which time it wants a sign of life; `nil` where it does not ask.
    package let watchdog: Duration?

    /// The longest time that a start may ask for again and again; a start that takes longer hangs.
    static let startSecondsMax = 3_600
    /// What a start asks for each time, and how often it asks.
    static let moreSeconds = 30
    static let askAgainMilliseconds: Int64 = 10_000

    /// Finds the service manager in the environment.
    ///
    /// - Throws: `NotifyError` where the environment names one in a way that no service manager does.
    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        process: Int32 = getpid(),
        log: Logger
    ) throws(NotifyError) {
        self.log = log
        guard let name = environment["NOTIFY_SOCKET"], !name.isEmpty else {
            (socket, watchdog) = (nil, nil)
            return
        }
        socket = try NotifySocket(name)
        let owner = try Self.number("WATCHDOG_PID", environment)
        let microseconds = try Self.number("WATCHDOG_USEC", environment)
        let isMine = owner.map { $0 == Int64(process) } ?? true
        watchdog = isMine ? microseconds.flatMap { $0 > 0 ? Duration.microseconds($0) : nil } : nil
    }

    private static func number(_ name: String, _ environment: [String: String]) throws(NotifyError) -> Int64? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        guard let number = Int64(text), number >= 0 else { throw .number(variable: name, text) }
        return number
    }

    /// Tells it something, all in one message; does nothing where there is none.
    ///
    /// What cannot be told is logged: the process works on, and the service manager acts as its unit says.
    package func tell(_ notices: ServiceNotice...) {
        do {
            try socket?.send(notices.map(\.line).joined(separator: "\n"))
        } catch {
            log.warning("\(error)")
        }
    }

    /// Does what takes long at a start, and asks for more time until it is done or an hour is over.
    ///
    /// - Parameter status: what is being done, for people.
    package func whileStarting<Value>(_ status: String, _ body: () throws -> Value) rethrows -> Value {
        guard socket != nil else { return try body() }
        let bell = Bell()
        let isDone = Flag()
        let began = Clock.steady
        let asking = OwnThread(name: "start") {
            while !isDone.isSet, Clock.steady.milliseconds(since: began) < Int64(Self.startSecondsMax) * 1_000 {
                tell(.moreTime(seconds: Self.moreSeconds), .status(status))
                bell.wait(milliseconds: Self.askAgainMilliseconds)
            }
        }
        defer {
            isDone.set()
            bell.ring()
            asking.join()
        }
        return try body()
    }
}
