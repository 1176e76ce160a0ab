import ArgumentParser
import CaseModel
import Foundation

/// A shared record on the command line, as lists show it: `330800/QZ-2026-0042`.
struct RecordArgument: ExpressibleByArgument, Hashable {
    /// The city that owns it.
    let owner: CityCode
    /// Its own name there.
    let id: String

    /// Reads a city and a name with a slash between.
    init?(argument: String) {
        let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let owner = CityCode(parts[0]), !parts[1].isEmpty else { return nil }
        self.owner = owner
        id = String(parts[1])
    }

    /// The two last parts of its path.
    var path: String { get throws { "\(owner)/\(try PathPart.of(id))" } }
}

/// A moment on the command line, in China's time unless it says otherwise: `2026-11-26 10:15`.
struct MomentArgument: ExpressibleByArgument, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// Reads `yyyy-mm-dd hh:mm`, with `T` in place of the space, and with seconds, fractions of them, and `+08:00` behind.
    init?(argument: String) {
        guard
            let match = argument.wholeMatch(
                of: /(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?(?:\+08:00)?/
            ), let day = LocalDay(dashed: match.1)
        else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        let (hours, minutes, seconds) = (number(match.2), number(match.3), number(match.4))
        guard hours < 24, minutes < 60, seconds < 60 else { return nil }
        milliseconds = day.startMilliseconds + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + number(match.5)
    }
}

/// A line of a parcel's list on the command line: `name[:original|copy[:count]]`.
struct ItemArgument: ExpressibleByArgument, Hashable {
    let name: String
    let form: ParcelItem.Form
    let count: Int

    /// Reads `name[:form[:count]]`; one original where nothing else is said.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, !name.isEmpty,
            let form = parts.count > 1 ? ParcelItem.Form(rawValue: parts[1]) : .original,
            let count = parts.count > 2 ? Int(parts[2]) : 1
        else { return nil }
        (self.name, self.form, self.count) = (name, form, count)
    }

    /// As a parcel holds it.
    var json: [String: Any] { ["name": name, "form": form.rawValue, "count": count] }
}

/// What differs from a parcel's list on the command line: `line:missing|damaged|wrong[:count[:note]]`.
struct DifferenceArgument: ExpressibleByArgument, Hashable {
    let item: Int
    let kind: ContentDifference.Kind
    let count: Int
    let note: String

    /// Reads `line:kind[:count[:note]]`; lines count from 1 as `parcel show` shows them.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let line = Int(parts[0]), line > 0,
            let kind = ContentDifference.Kind(rawValue: parts[1]),
            let count = parts.count > 2 ? Int(parts[2]) : 1
        else { return nil }
        (item, self.kind, self.count, note) = (line - 1, kind, count, parts.count > 3 ? parts[3] : "")
    }

    /// As the chain of custody holds it.
    var json: [String: Any] { ["item": item, "kind": kind.rawValue, "count": count, "note": note] }
}

/// The level of one metric on the command line: `service-attitude:2`.
struct ScoreArgument: ExpressibleByArgument, Hashable {
    let metric: EvaluationMetric
    let level: Int

    /// Reads `metric:level`.
    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let metric = EvaluationMetric(rawValue: parts[0]), let level = Int(parts[1]) else {
            return nil
        }
        (self.metric, self.level) = (metric, level)
    }

    /// As an evaluation holds it.
    var json: [String: Any] { ["metric": metric.rawValue, "level": level] }
}

/// Somebody in a session by video on the command line: `name:city:part[:office]`.
struct ParticipantArgument: ExpressibleByArgument, Hashable {
    let name: String
    let city: String
    let part: VideoSession.Participant.Part
    let office: String

    /// Reads `name:city:part[:office]`.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, let part = VideoSession.Participant.Part(rawValue: parts[2]) else { return nil }
        (name, city, self.part, office) = (parts[0], parts[1], part, parts.count > 3 ? parts[3] : "")
    }

    /// As a session holds it.
    var json: [String: Any] { ["name": name, "city": city, "part": part.rawValue, "office": office] }
}

extension WriteOptions {
    /// Sends a change of a shared record, and tells what it came to.
    func change(_ body: [String: Any?], at path: String, with options: NodeOptions) async throws {
        let answer = try await send(body.compactMapValues { $0 }, to: path, with: try options.client())
        let console = Console.current
        guard !options.json else { return console.out(answer.text) }
        let written = try answer.decode(SharedWritten.self)
        let kind = SharedKind(rawValue: written.kind).map { "\($0.rawValue) \($0.chineseTerm)" } ?? written.kind
        let then =
            written.effect == "requested"
            ? "asked \(written.owner)" : "\(Words.state(written.state, written.stateName)), version \(written.version)"
        console.out(TextWidth.printable("\(written.owner)/\(written.id)  \(kind): \(then)"))
        if let link = written.link { console.out(TextWidth.printable(link)) }
    }
}
