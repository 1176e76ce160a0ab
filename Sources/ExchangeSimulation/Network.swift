import ExchangeCore

/// Which way a frame takes, decided by a seed: lost, doubled, delayed (and so reordered), or stopped by a partition.
struct Network: Sendable {
    /// How bad the network is.
    struct Weather: Sendable {
        /// One frame of so many is lost; 0 for none.
        var lossOdds = 0
        /// One frame of so many comes twice; 0 for none.
        var duplicationOdds = 0
        /// The shortest and the longest way.
        var delayMilliseconds = 1...5
        /// One frame of so many takes much longer; 0 for none.
        var lateOdds = 0
        /// How much longer at most.
        var lateMillisecondsMax = 0
    }

    /// A direction between two nodes.
    struct Way: Hashable {
        var from: NodeCode
        var to: NodeCode
    }

    var weather: Weather
    var chance: Chance
    /// Directions in which nothing goes.
    private(set) var cut: Set<Way> = []
    /// When the last frame arrives that must not be overtaken.
    private var lastArrival: [Way: Int64] = [:]

    init(weather: Weather, chance: Chance) {
        self.weather = weather
        self.chance = chance
    }

    /// When copies of a frame arrive, in milliseconds from now; none when it is lost.
    mutating func arrivals(_ frame: Frame) -> [Int64] {
        if cut.contains(Way(from: frame.from, to: frame.to)) || chance.once(in: weather.lossOdds) { return [] }
        let copies = chance.once(in: weather.duplicationOdds) ? 2 : 1
        return (0..<copies).map { _ in
            let late = chance.once(in: weather.lateOdds) ? chance.below(weather.lateMillisecondsMax) : 0
            return Int64(chance.within(weather.delayMilliseconds) + late)
        }
    }

    /// When a frame arrives that may be lost but neither doubled nor overtaken.
    mutating func orderedArrivals(_ frame: Frame, now: Int64) -> [Int64] {
        let way = Way(from: frame.from, to: frame.to)
        guard let delay = arrivals(frame).first else { return [] }
        let at = max(now + delay, lastArrival[way] ?? 0)
        lastArrival[way] = at
        return [at - now]
    }

    /// Nothing goes from one node to another any more.
    mutating func cut(from: NodeCode, to: NodeCode) { cut.insert(Way(from: from, to: to)) }

    /// Everything goes again.
    mutating func heal() { cut = [] }
}
