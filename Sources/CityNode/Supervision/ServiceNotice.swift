/// One line of what a process tells its service manager, by the names of `sd_notify(3)`.
package enum ServiceNotice: Hashable, Sendable {
    /// Everything is up; also the end of a reload.
    case ready
    /// The files are being read again, since this many microseconds of the monotonic clock.
    case reloading(microseconds: UInt64)
    /// The process was told to stop, and does.
    case stopping
    /// A line for people.
    case status(String)
    /// Every part that the watchdog watches has given a sign of life.
    case alive
    /// What is being done may take so many seconds more, from now on.
    case moreTime(seconds: Int)

    /// The most characters of a status; `systemctl status` has one line for it.
    static let statusCharactersMax = 300

    /// The line as it is sent.
    var line: String {
        switch self {
        case .ready: "READY=1"
        case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
        case .stopping: "STOPPING=1"
        case .status(let text):
            "STATUS=" + String(text.map { $0.isNewline ? " " : $0 }.prefix(Self.statusCharactersMax))
        case .alive: "WATCHDOG=1"
        case .moreTime(let seconds): "EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)"
        }
    }
}
