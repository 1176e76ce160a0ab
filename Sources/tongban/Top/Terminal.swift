import Foundation
import Synchronization

/// The terminal that a command runs in, made ready for whole frames, and given back as it was.
final class Terminal {
    /// What somebody wants.
    enum Key: Hashable {
        case quit
        case pause
        case faster
        case slower
        case down
        case up
    }

    private let before: termios?
    private let signals: [any DispatchSourceSignal]
    private let stopped = Stopped()
    /// What was typed and not looked at yet.
    private var typed: [UInt8] = []

    private final class Stopped: Sendable {
        let value = Atomic(false)
    }

    /// Whether the output goes to a terminal.
    static var isThere: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Takes the terminal over.
    init() {
        var settings = termios()
        if isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0 {
            before = settings
            // Keys come one by one and unseen, and Ctrl-C is one of them.
            settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
            tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        } else {
            before = nil
        }
        signals = [SIGTERM, SIGINT, SIGHUP].map { [stopped] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { stopped.value.store(true, ordering: .relaxed) }
            source.resume()
            return source
        }
        write(TopScreen.enter)
    }

    /// Gives the terminal back.
    func close() {
        write(TopScreen.leave)
        if var before { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
        for source in signals { source.cancel() }
    }

    /// Whether a signal asks the command to end.
    var isStopped: Bool { stopped.value.load(ordering: .relaxed) }

    /// Columns and rows; 80 by 24 where the terminal does not tell.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Shows a frame.
    func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    /// The key that was pressed, if one was.
    func key() -> Key? {
        guard before != nil else { return nil }
        if let key = Self.takeKey(from: &typed) { return key }
        var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, 0) > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        // A terminal that is gone says nothing more.
        guard count > 0 else { return .quit }
        typed += bytes.prefix(count)
        return Self.takeKey(from: &typed)
    }

    /// Takes the first key out of what was typed, with whatever stands before it and is none.
    static func takeKey(from typed: inout [UInt8]) -> Key? {
        while !typed.isEmpty {
            // An arrow is three bytes.
            let bytes = Array(typed.prefix(typed.starts(with: [0x1B, UInt8(ascii: "[")]) ? 3 : 1))
            typed.removeFirst(bytes.count)
            if let key = key(bytes) { return key }
        }
        return nil
    }

    /// What the bytes of a key mean; `nil` for any other.
    static func key(_ bytes: [UInt8]) -> Key? {
        switch bytes {
        case Array("\u{1B}[A".utf8), [UInt8(ascii: "k")]: .up
        case Array("\u{1B}[B".utf8), [UInt8(ascii: "j")]: .down
        case [UInt8(ascii: "q")], [3]: .quit
        case [UInt8(ascii: "p")], [UInt8(ascii: " ")]: .pause
        case [UInt8(ascii: "+")]: .faster
        case [UInt8(ascii: "-")]: .slower
        default: nil
        }
    }
}
