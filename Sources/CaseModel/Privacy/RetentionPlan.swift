/// How long a node keeps the data of its cases: a rule for all items, rules for some, and cases that a dispute keeps.
public struct RetentionPlan: Hashable, Sendable {
    /// The rule where nothing else is said.
    public var usual: RetentionRule
    /// Rules of single items, by the item's code.
    public var items: [String: RetentionRule]
    /// Cases that a dispute keeps whole (争议保全), until they are taken out of here.
    public var held: Set<CaseNumber>

    /// Makes a plan.
    public init(usual: RetentionRule, items: [String: RetentionRule] = [:], held: Set<CaseNumber> = []) {
        self.usual = usual
        self.items = items
        self.held = held
    }

    /// The rule of an item.
    public func rule(of itemCode: String) -> RetentionRule { items[itemCode] ?? usual }

    /// What is to be done on a day with some data of a case at a city.
    ///
    /// The day of its last change counts as the day on which the case was closed. Where a case was archived later than it
    /// was closed, this is the later day.
    ///
    /// - Parameters:
    ///   - data: which data.
    ///   - record: the case.
    ///   - side: the city's side.
    ///   - isHandOverConfirmed: see ``RetentionFacts/isHandOverConfirmed``.
    ///   - day: the day.
    public func verdict(
        on data: RetainedData,
        of record: CaseRecord,
        side: Side,
        isHandOverConfirmed: Bool,
        on day: LocalDay
    ) -> RetentionVerdict {
        let facts = RetentionFacts(
            side: side,
            closed: record.state.isClosed ? LocalDay(milliseconds: record.changedAt) : nil,
            isHandOverConfirmed: isHandOverConfirmed,
            isArchived: record.state == .archived,
            isHeld: held.contains(record.number)
        )
        return rule(of: record.itemCode).verdict(on: data, facts, on: day)
    }

    /// The day before which a case of this handling city was closed, if its term is over on a day.
    ///
    /// It bounds the search: what was closed on that day or later is not due. `nil` where every file is kept for ever.
    public func closedBefore(on day: LocalDay) -> LocalDay? {
        let terms = ([usual] + items.values).compactMap(\.years)
        guard let shortest = terms.min() else { return nil }
        return LocalDay(year: day.date.year - shortest, month: 1, day: 1)
    }
}

extension RetentionPlan {
    /// The plan with the terms that a city's guides give (保管期限); what is said of an item here goes first.
    ///
    /// Of several versions of a guide the newest counts. A guide without a term leaves its item to ``usual``.
    public func filled(by guides: [Guide], of city: CityCode) -> RetentionPlan {
        var plan = self
        var versions: [String: Int] = [:]
        for guide in guides where guide.city == city && items[guide.item] == nil {
            guard let years = guide.retentionYears, guide.version > versions[guide.item] ?? 0 else { continue }
            versions[guide.item] = guide.version
            plan.items[guide.item] = RetentionRule(years: years)
        }
        return plan
    }
}
