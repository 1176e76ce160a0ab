/// How many cases went between cities, how they ended, and how well they were served (统计报表).
///
/// Built in one pass: ``add(_:)`` takes a case and keeps none, and memory depends on the number of offices and periods alone.
/// Reports of parts merge into the report of the whole.
///
/// A case counts once the handling city has it in its file (已接件), in the local period in which that was. The total is the
/// sum over the modes: cases that a city took in for others = online + collected + joint.
public struct StatisticsReport: Hashable, Sendable {
    /// Which end of a case an office was.
    public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
        /// The office collected cases for other cities (代外地收件).
        case collectedForOthers = "collected-for-others"
        /// Other cities collected cases for the office (外地代收).
        case collectedByOthers = "collected-by-others"
    }

    /// What one line counts.
    public struct Key: Hashable, Sendable, Codable, Comparable {
        /// The period in which the cases were registered.
        public var period: ReportPeriod
        /// The office's city.
        public var city: CityCode
        /// The office.
        public var office: String
        /// Which end of the cases it was.
        public var role: Role

        /// Orders by period, city, office and role.
        public static func < (left: Key, right: Key) -> Bool {
            guard left.period == right.period else { return left.period < right.period }
            guard left.city == right.city else { return left.city < right.city }
            guard left.office == right.office else { return left.office < right.office }
            return left.role.rawValue < right.role.rawValue
        }
    }

    /// How long the lines' periods are.
    public let length: ReportPeriod.Length
    /// All cases but enquiries.
    public private(set) var total = CaseTally()
    /// All enquiries, which are in no other number of the report.
    public private(set) var enquiries = CaseTally()
    /// Cases and enquiries that no handling city has in its file yet, which are in no other number either.
    public private(set) var unregistered = 0
    /// The cases of ``total`` by mode.
    public private(set) var modes: [HandlingMode: CaseTally] = [:]
    /// The cases of ``total`` by office, period and end.
    ///
    /// A case has a line at its handling office, and one at its collecting
    /// office where there is one.
    public private(set) var lines: [Key: CaseTally] = [:]

    /// Begins a report with lines for days, months or years.
    public init(by length: ReportPeriod.Length) { self.length = length }

    /// Puts a report together from its numbers.
    init(
        by length: ReportPeriod.Length,
        total: CaseTally,
        enquiries: CaseTally,
        unregistered: Int,
        modes: [HandlingMode: CaseTally],
        lines: [Key: CaseTally]
    ) {
        self.length = length
        self.total = total
        self.enquiries = enquiries
        self.unregistered = unregistered
        self.modes = modes
        self.lines = lines
    }

    /// Builds a report of facts; refuses what ``add(_:)`` refuses.
    public init(by length: ReportPeriod.Length, _ facts: some Sequence<CaseFact>) throws(CaseRefusal) {
        self.init(by: length)
        var iterator = facts.makeIterator()
        while let fact = iterator.next() { try add(fact) }
    }

    /// Adds a case; refuses a faulty one, and one that would need more lines than ``StatisticsLimits/linesMax``.
    public mutating func add(_ fact: CaseFact) throws(CaseRefusal) {
        try fact.check()
        guard let registeredAt = fact.registeredAt else {
            unregistered += 1
            return
        }
        guard !fact.isEnquiry else {
            enquiries.add(fact)
            return
        }
        let keys = keys(of: fact, registeredAt: registeredAt)
        try makeRoom(for: keys)
        total.add(fact)
        modes[fact.mode, default: CaseTally()].add(fact)
        for key in keys { lines[key, default: CaseTally()].add(fact) }
    }

    /// Adds the cases of another report with periods of the same length.
    public mutating func merge(_ other: StatisticsReport) throws(CaseRefusal) {
        guard other.length == length else {
            throw CaseRefusal(.malformed, "only reports with periods of one length can be added", field: "length")
        }
        try makeRoom(for: Array(other.lines.keys))
        total.merge(other.total)
        enquiries.merge(other.enquiries)
        unregistered += other.unregistered
        modes.merge(other.modes) { left, right in left.merging(right) }
        lines.merge(other.lines) { left, right in left.merging(right) }
    }

    private func keys(of fact: CaseFact, registeredAt: Int64) -> [Key] {
        let period = ReportPeriod(length, milliseconds: registeredAt)
        var keys = [
            Key(period: period, city: fact.handling, office: fact.handlingOffice, role: .collectedByOthers)
        ]
        if let office = fact.collectingOffice {
            keys.append(Key(period: period, city: fact.collecting, office: office, role: .collectedForOthers))
        }
        return keys
    }

    private func makeRoom(for keys: [Key]) throws(CaseRefusal) {
        guard lines.count + keys.count > StatisticsLimits.linesMax else { return }
        guard lines.count + keys.count(where: { lines[$0] == nil }) <= StatisticsLimits.linesMax else {
            throw CaseRefusal(
                .tooMuch,
                "at most \(StatisticsLimits.linesMax) lines: report fewer periods at once, or longer ones"
            )
        }
    }
}

extension CaseTally {
    /// Both tallies together.
    func merging(_ other: CaseTally) -> CaseTally {
        var copy = self
        copy.merge(other)
        return copy
    }
}
