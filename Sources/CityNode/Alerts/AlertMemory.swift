import ExchangeCore
import Foundation

/// What was told through each channel, in a small file beside the database: so that a start tells nothing twice.
///
/// It is written after every message. Whatever happens to it, the worst is that an alarm is told once more.
struct AlertMemory: Sendable {
    private let file: String

    private struct Line: Codable {
        var code: String
        var peer: String?
        var detail: String
        var level: AlarmLevel
        var since: Int64
        var text: String
        var toldAt: Int64
    }

    /// Keeps it in the data folder.
    init(folder: String) { file = folder + "/alerts.json" }

    /// What was told, by channel; nothing where the file is missing or is not understood.
    func read() -> [String: [AlertBook.Told]] {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)),
            let lines = try? JSONDecoder().decode([String: [Line]].self, from: data)
        else { return [:] }
        return lines.mapValues { $0.compactMap(Self.told) }
    }

    /// Keeps what was told.
    ///
    /// - Throws: what the disk says.
    func write(_ told: [String: [AlertBook.Told]]) throws {
        let lines = told.mapValues { $0.map(Self.line) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(lines).write(to: URL(fileURLWithPath: file), options: .atomic)
    }

    private static func told(_ line: Line) -> AlertBook.Told? {
        // A code of another version of this software.
        guard let code = AlarmCode(rawValue: line.code) else { return nil }
        return AlertBook.Told(
            alarm: AlarmBoard.Alarm(
                code: code,
                level: line.level,
                peer: line.peer.flatMap { NodeCode($0) },
                detail: line.detail,
                since: line.since,
                text: line.text
            ),
            at: line.toldAt
        )
    }

    private static func line(_ told: AlertBook.Told) -> Line {
        let alarm = told.alarm
        return Line(
            code: alarm.code.rawValue,
            peer: alarm.peer.map { "\($0)" },
            detail: alarm.detail,
            level: alarm.level,
            since: alarm.since,
            text: alarm.text,
            toldAt: told.at
        )
    }
}
