import CaseModel
import ExchangeWire

// What two cities keep together, between the contract's types and the model's. Reading refuses what the contract does not
// name and numbers with which nobody can count; whether a change keeps the rules is for CaseModel to say.

extension WireSharedChange {
    init(_ change: SharedChange) {
        self.init()
        switch change {
        case .parcelListed(let parcel): parcelListed = WireParcel(parcel)
        case .parcelLabelled(let name, let label):
            parcelLabelled = .with {
                $0.parcel = WireParcelName(name)
                $0.label = WireParcelLabel(label)
            }
        case .custody(let name, let event):
            custody = .with {
                $0.parcel = WireParcelName(name)
                $0.event = WireCustodyEvent(event)
            }
        case .evaluated(let visit, let evaluation, let due):
            evaluated = .with {
                $0.visit = WireVisit(visit)
                $0.evaluation = WireEvaluation(evaluation)
                $0.due = due?.wire ?? 0
            }
        case .rectified(let visit, let step):
            rectified = .with {
                $0.city = visit.city.number
                $0.id = visit.id
                $0.step = WireRectificationStep(step)
            }
        case .video(let said): video = WireCaseVideo(said)
        case .documentIssued(let document): documentIssued = WireIssuedDocument(document)
        case .contactsPublished(let list): contactsPublished = WireContactList(list)
        }
    }

    func value() throws(EntryFault) -> SharedChange {
        switch change {
        case .parcelListed(let parcel): return .parcelListed(try parcel.value())
        case .parcelLabelled(let said):
            return .parcelLabelled(try said.parcel.value("parcel_labelled.parcel"), said.label.value)
        case .custody(let said):
            return .custody(try said.parcel.value("custody.parcel"), try said.event.value())
        case .evaluated(let said):
            return .evaluated(
                try said.visit.value(),
                try said.evaluation.value(of: said.visit.id),
                due: said.due == 0 ? nil : try LocalDay(wire: said.due, "evaluated.due")
            )
        case .rectified(let said):
            let city = try CityCode(wire: said.city, "rectified.city")
            return .rectified(.init(city: city, id: said.id), try said.step.value())
        case .video(let said): return .video(try said.value())
        case .documentIssued(let document): return .documentIssued(try document.value())
        case .contactsPublished(let list): return .contactsPublished(try list.value())
        case nil: throw .unknown("change")
        }
    }
}

extension WireSharedChange {
    /// Reads what the owner is asked for: it alone counts the days of a ticket.
    func asked() throws(EntryFault) -> SharedChange {
        if case .evaluated(let said) = change, said.due != 0 {
            throw EntryFault("bad-body", "evaluated.due is for the owner to count: leave it out of a request")
        }
        return try value()
    }
}

extension WireOfficeName {
    init(_ name: OfficeName) {
        self.init()
        office = name.office
        city = name.city.number
    }

    func value(_ field: String) throws(EntryFault) -> OfficeName {
        OfficeName(office: office, city: try CityCode(wire: city, "\(field).city"))
    }
}

extension CityCode {
    /// Reads a city's six digits as a number; `field` is their path for a fault.
    init(wire number: UInt32, _ field: @autoclosure () -> String) throws(EntryFault) {
        guard let city = CityCode(number: number) else {
            throw EntryFault("bad-body", "\(field()) is no city's code of six digits")
        }
        self = city
    }
}

extension CaseNumber {
    /// Reads a case number; `field` is its path for a fault.
    init(wire text: String, _ field: @autoclosure () -> String) throws(EntryFault) {
        guard let number = CaseNumber(text) else {
            throw EntryFault("bad-number", "\(field()) does not have the form of a case number")
        }
        self = number
    }

    /// Reads a list of them.
    static func values(wire list: [String], _ field: String) throws(EntryFault) -> [CaseNumber] {
        var numbers: [CaseNumber] = []
        numbers.reserveCapacity(list.count)
        for text in list { numbers.append(try CaseNumber(wire: text, field)) }
        return numbers
    }
}

extension Int64 {
    /// An instant that days can be counted from; `field` is its path for a fault.
    func instant(_ field: @autoclosure () -> String) throws(EntryFault) -> Int64 {
        guard (0...CaseLimits.instantMax).contains(self) else {
            throw EntryFault("bad-body", "\(field()) is no instant in milliseconds since 1970-01-01T00:00:00Z")
        }
        return self
    }
}

extension UInt32 {
    /// A number as it is sent; one that does not fit breaks the rules, and does so as the highest number too.
    init(said number: Int) { self = UInt32(exactly: number) ?? .max }
}
