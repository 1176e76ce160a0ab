/// Collects the faults of items and guides, each by itself and against the others.
struct CatalogueCheck {
    /// What was found.
    private(set) var faults: [CatalogueFault] = []
    /// The item that each code was given to.
    private var owners: [String: String] = [:]
    private var known: [String: Item] = [:]

    /// Checks all items; call it before ``guides(_:)``.
    mutating func items(_ items: [Item]) {
        bound(items.count, CatalogueLimits.itemsMax, "items")
        for (index, item) in items.enumerated() {
            for fault in item.faults { add(fault, index, item) }
            let codes = [(item.code, "code")] + item.localCodes.enumerated().map { ($1, "localCodes[\($0)]") }
            for (code, field) in codes {
                if let owner = owners[code] {
                    add(
                        CaseRefusal(.repeated, "'\(code)' is a code of \(owner) already: give it once", field: field),
                        index,
                        item
                    )
                } else {
                    owners[code] = item.code
                }
            }
            if known[item.code] == nil { known[item.code] = item }
        }
    }

    /// Checks all guides.
    mutating func guides(_ guides: [Guide]) {
        bound(guides.count, CatalogueLimits.guidesMax, "guides")
        for (index, guide) in guides.enumerated() {
            guard let item = known[guide.item] else {
                add(
                    CaseRefusal(
                        .malformed,
                        "there is no item '\(guide.item)': add the item first, or correct the code",
                        field: "item"
                    ),
                    index,
                    guide
                )
                continue
            }
            for fault in guide.faults(for: item) { add(fault, index, guide) }
            if let owner = owners[guide.implementationCode], owner != guide.item {
                add(
                    CaseRefusal(
                        .repeated,
                        "'\(guide.implementationCode)' is a code of \(owner) already: give the city's own",
                        field: "implementationCode"
                    ),
                    index,
                    guide
                )
            } else {
                owners[guide.implementationCode] = guide.item
            }
        }
        versions(guides)
    }

    /// Versions of one item in one city: each number once, and later numbers from later days on.
    private mutating func versions(_ guides: [Guide]) {
        var groups: [GuideKey: [Int]] = [:]
        for (index, guide) in guides.enumerated() {
            groups[GuideKey(item: guide.item, city: guide.city), default: []].append(index)
        }
        var found: [(index: Int, refusal: CaseRefusal)] = []
        for group in groups.values where group.count > 1 {
            let ordered = group.sorted { (guides[$0].version, $0) < (guides[$1].version, $1) }
            for (earlier, later) in zip(ordered, ordered.dropFirst()) {
                let (first, second) = (guides[earlier], guides[later])
                if first.version == second.version {
                    found.append(
                        (later, CaseRefusal(.repeated, "this version is there already: count on", field: "version"))
                    )
                } else if second.period.from <= first.period.until ?? first.period.from {
                    found.append(
                        (
                            later,
                            CaseRefusal(
                                .inconsistent,
                                "version \(first.version) is in force then: begin after "
                                    + "\(first.period.until ?? first.period.from), or end that one earlier",
                                field: "period.from"
                            )
                        )
                    )
                }
            }
        }
        for fault in found.sorted(by: { $0.index < $1.index }) { add(fault.refusal, fault.index, guides[fault.index]) }
    }

    private struct GuideKey: Hashable {
        var item: String
        var city: CityCode
    }

    private mutating func bound(_ count: Int, _ max: Int, _ field: String) {
        guard count > max else { return }
        faults.append(
            CatalogueFault(CaseRefusal(.tooMuch, "at most \(max), these are \(count): give fewer", field: field))
        )
    }

    private mutating func add(_ refusal: CaseRefusal, _ index: Int, _ item: Item) {
        faults.append(CatalogueFault(refusal, at: .item(index), item: item.code))
    }

    private mutating func add(_ refusal: CaseRefusal, _ index: Int, _ guide: Guide) {
        faults.append(
            CatalogueFault(
                refusal,
                at: .guide(index),
                item: guide.item,
                city: guide.city,
                version: guide.version
            )
        )
    }
}
