import CaseModel
import JSONCoding

/// What a case has gathered, as the JSON of its column.
///
/// Each decision reads and writes it in both cities. Through `Codable`, whose every step goes through generic code, that took
/// twice as long as all else that the writer does for a decision. So the usual form is read and written here by hand; pauses,
/// extensions and whatever looks unusual go the common way. The text is the same, byte for byte.
enum ProgressText {
    // MARK: Writing

    /// Writes it with its keys in order.
    static func write(_ progress: CaseProgress) throws -> String {
        var text = Writer()
        text.add("{\"abandonedLegs\":")
        if progress.abandonedLegs.isEmpty { text.add("[]") } else { try text.add(coded: progress.abandonedLegs) }
        text.add(",\"clocks\":{\"clocks\":")
        try text.add(progress.clocks.all.lazy.map { ($0.kind.rawValue, $0.clock) })
        text.add("},\"legs\":")
        try text.add(progress.legs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        if let reviewer = progress.reviewer {
            text.add(",\"reviewer\":")
            text.output.text(reviewer)
        }
        text.add("}")
        return String(decoding: text.output.bytes, as: UTF8.self)
    }

    private struct Writer {
        var output = JSONOutput(reserving: 512)

        mutating func add(_ text: StaticString) { output.raw(text) }

        mutating func add(number: some BinaryInteger) { output.bare(String(number)) }

        mutating func add(coded value: some Encodable) throws { output.raw(try JSONStream.bytes(value)) }

        /// Takes clocks in the order of their names.
        mutating func add(_ clocks: some Sequence<(String, CaseClock)>) throws {
            add("{")
            for (index, (name, clock)) in clocks.enumerated() {
                if index > 0 { add(",") }
                output.text(name)
                add(":")
                try add(clock)
            }
            add("}")
        }

        mutating func add(_ clock: CaseClock) throws {
            add("{")
            if let extended = clock.extended {
                add("\"extension\":")
                try add(coded: extended)
                add(",")
            }
            add("\"limit\":{\"days\":")
            add(number: clock.limit.days)
            add(",\"unit\":")
            output.text(clock.limit.unit.rawValue)
            add("},\"opening\":")
            output.text(clock.opening.rawValue)
            add(",\"pauses\":")
            if clock.pauses.isEmpty { add("[]") } else { try add(coded: clock.pauses) }
            add(",\"start\":")
            add(number: clock.start)
            if let stoppedAt = clock.stoppedAt {
                add(",\"stoppedAt\":")
                add(number: stoppedAt)
            }
            add("}")
        }
    }

    // MARK: Reading

    /// Reads a text; throws what is wrong with it.
    static func read(_ text: [UInt8]) throws -> CaseProgress {
        let node = try JSONParser.parse(text)
        if let progress = usual(node) { return progress }
        return try JSONTree.decode(CaseProgress.self, from: node)
    }

    /// The usual form; `nil` for any other, sound or not.
    private static func usual(_ node: JSONNode) -> CaseProgress? {
        guard case .object(let members) = node else { return nil }
        var kept: [(ClockKind, CaseClock)]?
        var legs: [(String, CaseClock)]?
        var reviewer: String?
        for member in members {
            switch member.key {
            case "abandonedLegs":
                guard case .list(let items) = member.value, items.isEmpty else { return nil }
            case "clocks":
                kept = member.value["clocks"].flatMap { clocks($0, ClockKind.init(rawValue:)) }
            case "legs": legs = clocks(member.value, { $0 })
            case "reviewer":
                guard case .text(let text) = member.value else { return nil }
                reviewer = text
            default: return nil
            }
        }
        guard let kept, let legs else { return nil }
        return CaseProgress(
            clocks: CaseClocks(kept),
            legs: Dictionary(legs, uniquingKeysWith: { $1 }),
            reviewer: reviewer
        )
    }

    private static func clocks<Key>(_ node: JSONNode, _ key: (String) -> Key?) -> [(Key, CaseClock)]? {
        guard case .object(let members) = node else { return nil }
        var clocks: [(Key, CaseClock)] = []
        clocks.reserveCapacity(members.count)
        for member in members {
            guard let key = key(member.key), let clock = clock(member.value) else { return nil }
            clocks.append((key, clock))
        }
        return clocks
    }

    private static func clock(_ node: JSONNode) -> CaseClock? {
        guard case .object(let members) = node else { return nil }
        var (start, stoppedAt): (Int64?, Int64?)
        var opening: CaseClock.Opening?
        var limit: TimeLimit?
        for member in members {
            switch (member.key, member.value) {
            case ("limit", let value):
                guard case .text(let unit)? = value["unit"], let unit = TimeLimit.Unit(rawValue: unit),
                    case .number(let days)? = value["days"], let days = Int(days)
                else { return nil }
                limit = TimeLimit(days: days, unit: unit)
            case ("opening", .text(let text)): opening = CaseClock.Opening(rawValue: text)
            case ("pauses", .list(let items)): guard items.isEmpty else { return nil }
            case ("start", .number(let text)): start = Int64(text)
            case ("stoppedAt", .number(let text)):
                guard let instant = Int64(text) else { return nil }
                stoppedAt = instant
            default: return nil
            }
        }
        guard let start, let opening, let limit else { return nil }
        return try? CaseClock(start: start, opening: opening, limit: limit, stoppedAt: stoppedAt)
    }
}
