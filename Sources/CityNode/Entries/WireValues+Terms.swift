import CaseModel
import ExchangeWire

// What a case is held to, between the contract's types and the case's.

extension WireTimeLimit {
    init(_ limit: TimeLimit) {
        self.init()
        days = UInt32(clamping: limit.days)
        unit = WireDayUnit(limit.unit)
    }

    func value(_ field: String) throws(EntryFault) -> TimeLimit {
        TimeLimit(days: Int(days), unit: try unit.value("\(field).unit"))
    }
}

extension WireGuideLeg {
    init(_ leg: GuideTerms.Leg) {
        self.init()
        key = leg.key
        name = leg.name
        office = leg.office
        side = WireSide(leg.side)
        after = leg.after
        limit = WireTimeLimit(leg.limit)
    }

    func value() throws(EntryFault) -> GuideTerms.Leg {
        GuideTerms.Leg(
            key: key,
            name: name,
            office: office,
            side: try side.value("terms.legs.side"),
            after: after,
            limit: try limit.value("terms.legs.limit")
        )
    }
}

extension WireGuideTerms {
    init(_ terms: GuideTerms) {
        self.init()
        version = UInt32(clamping: terms.version)
        promised = WireTimeLimit(terms.promised)
        statutory = WireTimeLimit(terms.statutory)
        correction = WireTimeLimit(terms.correction)
        legs = terms.legs.map(WireGuideLeg.init)
    }

    func value() throws(EntryFault) -> GuideTerms {
        var legs: [GuideTerms.Leg] = []
        for leg in self.legs { legs.append(try leg.value()) }
        return GuideTerms(
            version: Int(version),
            promised: try promised.value("terms.promised"),
            statutory: try statutory.value("terms.statutory"),
            correction: try correction.value("terms.correction"),
            legs: legs
        )
    }
}

extension LocalDay {
    /// The day as the number yyyymmdd.
    var wire: UInt32 { UInt32(digits) }

    /// Reads the number yyyymmdd.
    init(wire number: UInt32, _ field: String) throws(EntryFault) {
        let number = Int(number)
        guard let day = LocalDay(year: number / 10_000, month: number / 100 % 100, day: number % 100) else {
            throw EntryFault("bad-body", "\(field) is no day in the form yyyymmdd")
        }
        self = day
    }
}
