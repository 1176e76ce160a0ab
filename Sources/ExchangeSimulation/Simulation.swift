import ExchangeCore

/// One run of some nodes in virtual time: a seed decides the network, the disks, the crashes and the work, and the same
/// seed always gives the same run, byte for byte.
public struct Simulation: Sendable {
    /// What is planned.
    enum Item: Sendable {
        /// A frame arrives that was sent in these lives of both ends.
        case frame(Frame, lives: Int)
        /// The core's deadline.
        case tick(NodeCode, life: Int)
        /// A piece of driver's work: one send, one answer of the journal, one move of the writer.
        case send(NodeCode, life: Int)
        case lookup(NodeCode, life: Int)
        case write(NodeCode, life: Int)
        /// A subscription is in place: the first can be heard by the second.
        case audible(NodeCode, NodeCode, life: Int)
        /// The transport lost a peer.
        case lost(NodeCode, NodeCode, life: Int)
        /// A stopped node is started.
        case start(NodeCode)
        /// Something from outside: work to do, or a fault.
        case outside
        /// Faults are over: look whether everything is at rest.
        case look
    }

    /// What of a node's work is on the agenda already.
    struct Planned: Sendable {
        var life = 0
        var tick: Int64?
        var send = false
        var lookup = false
        var write = false
    }

    let options: SimulationOptions
    var chance: Chance
    var network: Network
    var agenda = Agenda<Item>()
    var world: World
    var planned: [NodeCode: Planned] = [:]
    var checkers: [any Checker]
    var now: Int64 = Simulation.startMilliseconds
    var result: SimulationResult
    var trace: Trace
    var character: Character
    /// Disk images by node, of the time that counts, the oldest first.
    var images: [NodeCode: [Store]] = [:]
    /// Disk images of times that were given up.
    var givenUp: [NodeCode: [Store]] = [:]
    var names: UInt64 = 0
    var isCalm = false
    var calmAt: Int64 = 0

    /// Where virtual time begins: a round moment in 2033.
    static let startMilliseconds: Int64 = 2_000_000_000_000

    /// Prepares a run.
    public init(seed: UInt64, options: SimulationOptions = SimulationOptions()) {
        self.options = options
        chance = Chance(seed: seed)
        character = Character(&chance)
        let count = max(2, options.nodes == 0 ? chance.within(2...4) : options.nodes)
        let trace = Trace(isOn: options.keepsTrace)
        self.trace = trace
        network = Network(weather: character.weather, chance: chance.split())
        var nodes: [NodeCode: SimulatedNode] = [:]
        for code in Self.codes(count) {
            var node = SimulatedNode(
                code: code,
                epoch: chance.next(),
                limits: character.limits,
                coreMutation: options.coreMutation,
                mutation: options.driverMutation,
                trace: trace
            )
            node.skewMilliseconds = Int64(chance.within(-5_000...5_000))
            nodes[code] = node
        }
        world = World(nodes: nodes, codes: nodes.keys.sorted())
        checkers = Self.checkers(options, entryBytesMax: character.entryBytesMax)
        result = SimulationResult(seed: seed)
        if options.nodes != 0 { result.arguments += " --nodes \(options.nodes)" }
        if options.keepsOrder { result.arguments += " --ordered" }
        if options.steps != SimulationOptions.stepsDefault { result.arguments += " --steps \(options.steps)" }
    }

    /// The four cities first, then codes of no meaning.
    static func codes(_ count: Int) -> [NodeCode] {
        let cities: [UInt32] = [330_800, 350_700, 361_100, 341_000]
        return (0..<count).compactMap { NodeCode(number: $0 < cities.count ? cities[$0] : 900_000 + UInt32($0)) }
    }

    private static func checkers(_ options: SimulationOptions, entryBytesMax: Int) -> [any Checker] {
        var all: [any Checker] = [
            ReceiptChecker(), FollowChecker(), OnceChecker(), AnswerChecker(),
            WindowChecker(entryBytesMax: entryBytesMax), EvidenceChecker(),
        ]
        if !options.bringsBackGivenUpDisks {
            all += [MemoryChecker(), PrefixChecker(), ForkChecker(), SurvivalChecker(), ConvergenceChecker()]
        }
        return all
    }

    /// Runs to the end, or to the first violation.
    public mutating func run() -> SimulationResult {
        for code in world.codes { agenda.add(.start(code), at: now + Int64(chance.below(300))) }
        agenda.add(.outside, at: now)
        while result.violation == nil, let next = agenda.next() {
            now = max(now, next.at)
            result.steps += 1
            perform(next.item)
            if !isCalm, result.steps >= options.steps { calm() }
            if isCalm, now - calmAt > options.restMillisecondsMax {
                conclude()
                break
            }
        }
        result.milliseconds = now - Self.startMilliseconds
        result.transcript = trace.lines
        if let violation = result.violation {
            if trace.isOn { trace.line("VIOLATION \(violation.checker): \(violation.what)") }
            result.transcript = trace.lines
        }
        return result
    }

    private mutating func perform(_ item: Item) {
        switch item {
        case .frame(let frame, let lives): deliver(frame, lives)
        case .tick(let code, let life): tick(code, life)
        case .send(let code, let life):
            work(code, life) {
                $0.planned[code]?.send = false
            } then: {
                $0.send(code)
            }
        case .lookup(let code, let life):
            work(code, life) {
                $0.planned[code]?.lookup = false
            } then: { simulation in
                let instant = simulation.instant
                simulation.world.nodes[code]?.answerLookup(at: instant)
            }
        case .write(let code, let life):
            work(code, life) {
                $0.planned[code]?.write = false
            } then: { simulation in
                let group = simulation.chance.within(1...6)
                let instant = simulation.instant
                simulation.world.nodes[code]?.write(group: group, at: instant)
            }
        case .audible(let code, let peer, let life): link(code, life, .audible(peer))
        case .lost(let code, let peer, let life): link(code, life, .linkLost(peer))
        case .start(let code): start(code)
        case .outside: fromOutside()
        case .look: look()
        }
    }

    /// The time as the core takes it, before a node's skew.
    var instant: Instant { Instant(milliseconds: now) }

    /// A piece of a node's work, unless the node crashes before it.
    private mutating func work(
        _ code: NodeCode,
        _ life: Int,
        plan: (inout Simulation) -> Void,
        then act: (inout Simulation) -> Void
    ) {
        guard world.nodes[code]?.life == life, world.nodes[code]?.isUp == true else { return }
        plan(&self)
        if !isCalm, chance.once(in: character.crashOdds) { return crash(code) }
        act(&self)
        settle(code)
    }

    private mutating func deliver(_ frame: Frame, _ lives: Int) {
        guard world.nodes[frame.to]?.isUp == true else { return }
        if options.keepsOrder, lives != self.lives(frame) { return }
        if trace.isOn {
            trace.line("\(stamp) \(trace.name(frame.from)) -> \(trace.name(frame.to)) \(trace.describe(frame.message))")
        }
        let instant = instant
        world.nodes[frame.to]?.give(.message(frame.message, from: frame.from, talk: frame.talk), at: instant)
        settle(frame.to)
    }

    /// How often both ends were started and stopped: another number means that the connection is another one.
    private func lives(_ frame: Frame) -> Int {
        (world.nodes[frame.from]?.life ?? 0) + (world.nodes[frame.to]?.life ?? 0)
    }

    private mutating func tick(_ code: NodeCode, _ life: Int) {
        guard let node = world.nodes[code], node.life == life, node.isUp else { return }
        planned[code]?.tick = nil
        if let deadline = node.deadline, deadline.milliseconds <= now {
            let instant = instant
            world.nodes[code]?.give(.tick, at: instant)
            if let again = world.nodes[code]?.deadline, again.milliseconds <= now {
                violate("deadline", "\(code) wants to be called again at once after a tick")
            }
        }
        settle(code)
    }

    private mutating func link(_ code: NodeCode, _ life: Int, _ input: Input) {
        guard world.nodes[code]?.life == life, world.nodes[code]?.isUp == true else { return }
        let instant = instant
        world.nodes[code]?.give(input, at: instant)
        settle(code)
    }

    private mutating func send(_ code: NodeCode) {
        let isBlocked = !isCalm && chance.once(in: character.blockOdds)
        let instant = instant
        let frames = world.nodes[code]?.send(isBlocked: isBlocked, at: instant) ?? []
        for sent in frames {
            let frame = options.keepsOrder ? sent.withoutProofs : sent
            result.counts.frames += 1
            let arrivals = options.keepsOrder ? network.orderedArrivals(frame, now: now) : network.arrivals(frame)
            if arrivals.isEmpty {
                result.counts.lost += 1
                if trace.isOn {
                    trace.line(
                        "\(stamp) \(trace.name(frame.from)) -> \(trace.name(frame.to)) LOST \(trace.describe(frame.message))"
                    )
                }
            }
            for delay in arrivals { agenda.add(.frame(frame, lives: lives(frame)), at: now + delay) }
        }
    }

    /// After anything a node did: lets the checkers look, and plans what the node has to do next.
    mutating func settle(_ code: NodeCode) {
        guard let observations = world.nodes[code]?.observations else { return }
        world.nodes[code]?.observations.removeAll(keepingCapacity: true)
        if trace.isOn, let lines = world.nodes[code]?.trace.lines {
            for line in lines { trace.line("\(stamp) \(line)") }
            world.nodes[code]?.trace.lines = []
        }
        for observation in observations {
            count(observation)
            if case .committed(let transaction) = observation { world.ledger.note(transaction, at: code) }
            if case .restored = observation { world.ledger.noteSetback(of: code, in: world.nodes) }
            guard let node = world.nodes[code] else { return }
            for index in checkers.indices {
                guard let wrong = checkers[index].see(observation, at: node, in: world) else { continue }
                violate(checkers[index].name, wrong)
            }
        }
        plan(code)
    }

    private mutating func plan(_ code: NodeCode) {
        guard let node = world.nodes[code], node.isUp else { return }
        var plan = planned[code] ?? Planned()
        if plan.life != node.life { plan = Planned(life: node.life) }
        if let deadline = node.deadline, plan.tick.map({ deadline.milliseconds < $0 }) ?? true {
            plan.tick = max(deadline.milliseconds, now)
            agenda.add(.tick(code, life: node.life), at: max(deadline.milliseconds, now))
        }
        if !node.outbox.isEmpty, !plan.send {
            plan.send = true
            agenda.add(.send(code, life: node.life), at: now + Int64(chance.below(2)))
        }
        if !node.lookups.isEmpty, !plan.lookup {
            plan.lookup = true
            agenda.add(.lookup(code, life: node.life), at: now + Int64(chance.below(4)))
        }
        if node.hasWriting, !plan.write {
            plan.write = true
            agenda.add(.write(code, life: node.life), at: now + Int64(chance.within(character.diskMilliseconds)))
        }
        planned[code] = plan
    }

    private mutating func count(_ observation: Observation) {
        switch observation {
        case .committed(let transaction):
            result.counts.applied += transaction.applied.count
            result.counts.appended += transaction.appended.count
        case .notice(.recovered): result.counts.recoveries += 1
        case .notice(.halted): result.counts.halts += 1
        case .notice(.retransmitted): result.counts.retransmissions += 1
        default: break
        }
    }

    /// Keeps the first violation.
    mutating func violate(_ checker: String, _ what: String) {
        guard result.violation == nil else { return }
        result.violation = .init(checker: checker, step: result.steps, what: what)
    }

    /// Time since the start, for the trace.
    var stamp: String {
        let text = String(now - Self.startMilliseconds)
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }
}
