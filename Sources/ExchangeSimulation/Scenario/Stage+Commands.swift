import ExchangeCore

extension Stage {
    /// The commands, for whoever wrote one that nobody knows.
    static let commands = [
        "start NODE [versions=1-2]", "crash NODE", "image NODE NAME", "restore NODE NAME|nothing",
        "say FROM TO LANE case|poison|plain [COUNT]", "deliver", "wait MILLISECONDS", "cut FROM TO", "part NODE NODE",
        "open", "lose KIND NODE [COUNT]", "hold KIND NODE [COUNT]", "release [reversed|twice]", "resume NODE PEER LANE",
        "maintenance NODE [REASON]", "limit NAME NUMBER", "status NODE", "reconcile",
    ]

    /// Does one command.
    mutating func perform(_ words: [String]) throws(Refusal) {
        func word(_ index: Int) throws(Refusal) -> String {
            guard index < words.count else { throw Refusal(what: "a word is missing") }
            return words[index]
        }
        func number(_ index: Int, or other: Int) throws(Refusal) -> Int {
            guard index < words.count else { return other }
            guard let number = Int(words[index]), number > 0 else {
                throw Refusal(what: "a number above 0 is expected")
            }
            return number
        }
        func lane(_ index: Int) throws(Refusal) -> Lane {
            let name = try word(index)
            guard let lane = Lane.allCases.first(where: { $0.description == name }) else {
                throw Refusal(what: "a lane is case, result or alliance")
            }
            return lane
        }
        switch try word(0) {
        case "start": try start(code(word(1)), versions: words.dropFirst(2).first)
        case "crash": try crash(code(word(1)))
        case "image":
            guard let store = nodes[try code(word(1))]?.durable else { throw Refusal(what: "the node never ran") }
            images[try word(1) + " " + word(2)] = store
        case "restore": try restore(code(word(1)), try word(2))
        case "say": try say(code(word(1)), code(word(2)), lane(3), word(4), number(5, or: 1))
        case "deliver": deliver()
        case "wait": wait(milliseconds: Int64(try number(1, or: 1_000)))
        case "cut": cut.insert(.init(from: try code(word(1)), to: try code(word(2))))
        case "part":
            cut.insert(.init(from: try code(word(1)), to: try code(word(2))))
            cut.insert(.init(from: try code(word(2)), to: try code(word(1))))
        case "open": cut = []
        case "lose": losing.append(Rule(kind: try word(1), from: try code(word(2)), left: try number(3, or: 1)))
        case "hold": holding.append(Rule(kind: try word(1), from: try code(word(2)), left: try number(3, or: 1)))
        case "release": release(words.dropFirst().first)
        case "resume":
            let node = try code(word(1))
            give(.resume(StreamKey(peer: try code(word(2)), lane: try lane(3))), to: node)
        case "maintenance":
            let reason = words.dropFirst(2).joined(separator: " ")
            let until = now.advanced(byMilliseconds: 3_600_000)
            give(.maintenance(reason.isEmpty ? nil : Maintenance(until: until, reason: reason)), to: try code(word(1)))
        case "limit": try limit(word(1), number(2, or: 1))
        case "status": try status(code(word(1)))
        case "reconcile": reconcile()
        default: throw Refusal(what: "no such command; there are: \(Self.commands.joined(separator: "; "))")
        }
    }

    private mutating func give(_ input: Input, to node: NodeCode) {
        let now = now
        nodes[node]?.give(input, at: now)
        collect(node)
    }

    /// Starts a node; all nodes know of all, and hear each other from now on.
    private mutating func start(_ code: NodeCode, versions range: String?) throws(Refusal) {
        if let range {
            let numbers = range.replacing("versions=", with: "").split(separator: "-").compactMap { UInt32($0) }
            guard numbers.count == 2, numbers[0] <= numbers[1] else { throw Refusal(what: "write versions=1-2") }
            versions[code] = numbers[0]...numbers[1]
        }
        var limits = limits
        limits.versions = versions[code] ?? 1...1
        sessions += 1
        var node = SimulatedNode(
            code: code,
            epoch: UInt64(code.number),
            limits: limits,
            trace: Trace(isOn: true, names: names)
        )
        if let old = nodes[code] {
            guard !old.isUp else { throw Refusal(what: "the node runs already") }
            node.restore(old.durable)
            node.names = old.names
        }
        node.start(session: sessions, members: Set(codes.values), at: now)
        nodes[code] = node
        collect(code)
        for peer in order where peer != code && nodes[peer]?.isUp == true {
            give(.audible(code), to: peer)
            give(.audible(peer), to: code)
        }
    }

    private mutating func crash(_ code: NodeCode) throws(Refusal) {
        guard nodes[code]?.isUp == true else { throw Refusal(what: "the node does not run") }
        nodes[code]?.crash()
        wire.removeAll { $0.to == code }
        collect(code)
    }

    private mutating func restore(_ code: NodeCode, _ name: String) throws(Refusal) {
        guard let node = nodes[code], !node.isUp else { throw Refusal(what: "crash the node before") }
        let image = images["\(names[code] ?? "") \(name)"]
        guard name == "nothing" || image != nil else { throw Refusal(what: "no image of this name was made") }
        nodes[code]?.restore(image ?? Store(epoch: node.durable.epoch + 1))
        let held = nodes[code]?.durable.streams ?? [:]
        let parts = held.keys.sorted().map { key in
            "\(names[key.peer] ?? "")/\(key.lane) said \(held[key]?.own.count ?? 0), holds \(held[key]?.received.count ?? 0)"
        }
        lines.append(
            "\(names[code] ?? "") gets \(name == "nothing" ? "an empty disk" : "its disk of '\(name)'")"
                + (parts.isEmpty ? "" : ": \(parts.joined(separator: "; "))")
        )
        collect(code)
    }

    private mutating func say(
        _ from: NodeCode,
        _ to: NodeCode,
        _ lane: Lane,
        _ kind: String,
        _ count: Int
    ) throws(Refusal) {
        guard nodes[from]?.isUp == true else { throw Refusal(what: "the node does not run") }
        let kinds: [String: Utterance.Kind] = ["case": .case, "poison": .poison, "plain": .plain]
        guard let kind = kinds[kind] else { throw Refusal(what: "a kind is case, poison or plain") }
        for _ in 0..<count {
            entryNames += 1
            nodes[from]?.jobs.append(
                .append(Utterance(kind: kind, id: entryNames), StreamKey(peer: to, lane: lane))
            )
        }
    }

    private mutating func release(_ how: String?) {
        let frames = how == "reversed" ? held.reversed() : how == "twice" ? held + held : held
        held = []
        wire += frames
    }

    private mutating func limit(_ name: String, _ number: Int) throws(Refusal) {
        switch name {
        case "window-frames": limits.windowFramesMax = number
        case "frame-bytes": limits.frameBytesMax = number
        case "recover-bytes": limits.recoverBytesMax = number
        default: throw Refusal(what: "a limit is window-frames, frame-bytes or recover-bytes; set it before the start")
        }
    }
}
