import Foundation
import Synchronization

/// Places where a test can end the process as a power cut would, or let one of its threads hang, chosen by the environment.
///
/// `TONGBAN_FAULT=exit-before-commit:N` ends it before the transaction that holds the N-th journal entry since the start
/// is committed, `exit-after-commit:N` right after, before anybody hears of it. `freeze-writer:N` lets the writer hang
/// before that transaction, and `freeze-exchange:N` the exchange thread when it hears of the N-th transaction that moved a
/// stream. Without the variable all do nothing.
package final class FaultPoints: Sendable {
    private enum Point: String, Sendable {
        case exitBeforeCommit = "exit-before-commit"
        case exitAfterCommit = "exit-after-commit"
        case freezeWriter = "freeze-writer"
        case freezeExchange = "freeze-exchange"
    }

    private let point: Point?
    private let number: Int
    private let isThawed = Flag()
    private let seen = Mutex(0)
    private let heard = Mutex(0)

    /// The exit code of a process that was ended here.
    package static let exitCode: CInt = 86

    /// Reads the environment.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let parts = (environment["TONGBAN_FAULT"] ?? "").split(separator: ":")
        let number = parts.count == 2 ? Int(parts[1]) : nil
        point = number == nil ? nil : parts.first.flatMap { Point(rawValue: String($0)) }
        self.number = number ?? 0
    }

    func beforeCommit(entries: Int) {
        guard point == .exitBeforeCommit || point == .freezeWriter else { return }
        guard seen.withLock({ $0 }) + entries >= number, entries > 0 else { return }
        if point == .freezeWriter { return freeze() }
        _exit(Self.exitCode)
    }

    func afterCommit(entries: Int) {
        let total = seen.withLock {
            $0 += entries
            return $0
        }
        guard point == .exitAfterCommit, total >= number, entries > 0 else { return }
        _exit(Self.exitCode)
    }

    func afterCommitIsHeard() {
        guard point == .freezeExchange else { return }
        let total = heard.withLock {
            $0 += 1
            return $0
        }
        if total >= number { freeze() }
    }

    /// Lets a thread that hangs here go on; a process can do so only for itself.
    func thaw() { isThawed.set() }

    private func freeze() {
        while !isThawed.isSet { usleep(Self.thawMicroseconds) }
    }

    private static let thawMicroseconds: UInt32 = 20_000
}
