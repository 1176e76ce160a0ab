import ExchangeCore

/// Where a scenario is played: nodes with real cores, and a network in which nothing happens by chance.
struct Stage: Sendable {
    /// What is wrong with a command.
    struct Refusal: Error {
        var what: String
    }

    /// Frames of a kind that will be lost or held.
    struct Rule: Sendable {
        var kind: String
        var from: NodeCode
        var left: Int
    }

    /// Names of nodes in a scenario, and their codes.
    static let cities: [(name: String, code: UInt32)] = [
        ("quzhou", 330_800), ("nanping", 350_700), ("shangrao", 361_100), ("huangshan", 341_000),
    ]

    let codes: [String: NodeCode]
    let names: [NodeCode: String]
    var nodes: [NodeCode: SimulatedNode] = [:]
    var images: [String: Store] = [:]
    /// Those of a daemon, but receipts do not wait for another write: a scenario shows when each is kept.
    var limits: Limits = {
        var limits = Limits()
        limits.receiptWaitMilliseconds = 0
        return limits
    }()
    var versions: [NodeCode: ClosedRange<UInt32>] = [:]
    var now = Instant(milliseconds: 2_000_000_000_000)
    var wire: [Frame] = []
    var held: [Frame] = []
    var losing: [Rule] = []
    var holding: [Rule] = []
    var cut: Set<Network.Way> = []
    var sessions: UInt64 = 100
    var entryNames: UInt64 = 0
    var lastHellos: [Network.Way: String] = [:]
    var lines: [String] = []

    init() {
        var codes: [String: NodeCode] = [:]
        for city in Self.cities { codes[city.name] = NodeCode(number: city.code) }
        self.codes = codes
        names = Dictionary(uniqueKeysWithValues: codes.map { ($1, $0) })
    }

    /// The lines since the last call.
    mutating func takeLines() -> [String] {
        defer { lines = [] }
        return lines.isEmpty ? ["(nothing)"] : lines
    }

    /// A node's code by its name.
    func code(_ name: String) throws(Refusal) -> NodeCode {
        guard let code = codes[name] else {
            throw Refusal(what: "no such node; there are \(Self.cities.map(\.name).joined(separator: ", "))")
        }
        return code
    }

    /// Nodes in the order of their names in `cities`.
    var order: [NodeCode] { Self.cities.compactMap { codes[$0.name] }.filter { nodes[$0] != nil } }

    /// Lets everything happen that happens without time going by.
    mutating func deliver() {
        var isBusy = true
        while isBusy {
            isBusy = false
            for code in order {
                while work(code) { isBusy = true }
            }
            if !wire.isEmpty {
                isBusy = true
                arrive(wire.removeFirst())
            }
        }
    }

    /// Lets time go by, with everything that becomes due.
    mutating func wait(milliseconds: Int64) {
        let end = now.advanced(byMilliseconds: milliseconds)
        deliver()
        while let due = nodes.values.compactMap(\.deadline).min(), due <= end {
            now = max(now, due)
            let now = now
            for code in order where nodes[code]?.deadline.map({ $0 <= now }) == true {
                nodes[code]?.give(.tick, at: now)
                collect(code)
            }
            deliver()
        }
        now = end
    }

    /// One piece of a node's work; false when there is none.
    private mutating func work(_ code: NodeCode) -> Bool {
        guard let node = nodes[code], node.isUp else { return false }
        let now = now
        if !node.lookups.isEmpty {
            nodes[code]?.answerLookup(at: now)
        } else if !node.outbox.isEmpty {
            let frames = nodes[code]?.send(at: now) ?? []
            collect(code)
            for frame in frames { leave(frame) }
        } else if node.hasWriting {
            nodes[code]?.write(group: .max, at: now)
        } else {
            return false
        }
        collect(code)
        return true
    }

    /// A frame leaves: it may be lost, held, or go.
    private mutating func leave(_ frame: Frame) {
        let kind = Self.kind(frame.message)
        if cut.contains(.init(from: frame.from, to: frame.to)) {
            return show(frame, kind == "hello" ? nil : "LOST ")
        }
        if let index = losing.firstIndex(where: { $0.kind == kind && $0.from == frame.from }) {
            losing[index].left -= 1
            if losing[index].left == 0 { losing.remove(at: index) }
            return show(frame, "LOST ")
        }
        if let index = holding.firstIndex(where: { $0.kind == kind && $0.from == frame.from }) {
            holding[index].left -= 1
            if holding[index].left == 0 { holding.remove(at: index) }
            held.append(frame)
            return show(frame, "HELD ")
        }
        wire.append(frame)
    }

    /// A frame arrives.
    mutating func arrive(_ frame: Frame) {
        guard nodes[frame.to]?.isUp == true else { return show(frame, "LOST ") }
        show(frame, "")
        let now = now
        nodes[frame.to]?.give(.message(frame.message, from: frame.from, talk: frame.talk), at: now)
        collect(frame.to)
    }

    /// Writes a line for a frame; a hello that says what the last one said is a heartbeat and no news.
    private mutating func show(_ frame: Frame, _ fate: String?) {
        guard let fate, let from = names[frame.from], let to = names[frame.to] else { return }
        let text = Trace(isOn: true, names: names).describe(frame.message)
        if case .hello = frame.message {
            let way = Network.Way(from: frame.from, to: frame.to)
            if lastHellos[way] == text { return }
            lastHellos[way] = text
        }
        lines.append("  \(from) -> \(to): \(fate)\(text)")
    }

    /// Takes over what a node wrote.
    mutating func collect(_ code: NodeCode) {
        lines += nodes[code]?.trace.lines ?? []
        nodes[code]?.trace.lines = []
        nodes[code]?.observations = []
    }

    private static func kind(_ message: Message) -> String {
        switch message {
        case .hello: "hello"
        case .entries: "entries"
        case .receipt: "receipt"
        case .recover: "recover"
        case .recovered: "recovered"
        }
    }
}
