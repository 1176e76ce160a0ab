import Foundation
import Synchronization

/// Places where a test can end the process as a power cut would, chosen by the environment.
///
/// `TONGBAN_FAULT=exit-before-commit:N` ends it before the transaction that holds the N-th journal entry since the start
/// is committed, `exit-after-commit:N` right after, before anybody hears of it. Without the variable both do nothing.
package final class FaultPoints: Sendable {
    private enum Point: Sendable { case before, after }
    private let point: Point?
    private let entry: Int
    private let seen = Mutex(0)

    /// The exit code of a process that was ended here.
    package static let exitCode: CInt = 86

    /// Reads the environment.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let parts = (environment["TONGBAN_FAULT"] ?? "").split(separator: ":")
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch parts.first {
        case "exit-before-commit" where number != nil: point = .before
        case "exit-after-commit" where number != nil: point = .after
        default: point = nil
        }
        entry = number ?? 0
    }

    func beforeCommit(entries: Int) {
        guard point == .before, seen.withLock({ $0 }) + entries >= entry, entries > 0 else { return }
        _exit(Self.exitCode)
    }

    func afterCommit(entries: Int) {
        let total = seen.withLock {
            $0 += entries
            return $0
        }
        guard point == .after, total >= entry, entries > 0 else { return }
        _exit(Self.exitCode)
    }
}
