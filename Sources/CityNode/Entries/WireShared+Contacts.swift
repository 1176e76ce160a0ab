import CaseModel
import ExchangeWire

// Offices and the people who answer for them, between the contract's types and the model's.

extension WireContactList {
    init(_ list: LiaisonList) {
        self.init()
        city = list.city.number
        version = Int64(list.version)
        offices = list.offices.map(WireOffice.init)
        liaisons = list.liaisons.map(WireLiaison.init)
        workingGroup = list.workingGroup.map(WireContactPerson.init)
    }

    func value() throws(EntryFault) -> LiaisonList {
        let city = try CityCode(wire: city, "contacts_published.city")
        var offices: [Office] = []
        for office in self.offices { offices.append(try office.value(in: city)) }
        return LiaisonList(
            city: city,
            version: Int(version),
            offices: offices,
            liaisons: liaisons.map(\.value),
            workingGroup: workingGroup.map(\.value)
        )
    }
}

extension WireOffice {
    init(_ office: Office) {
        self.init()
        code = office.code
        name = office.name
        kind = WireOfficeKind(office.kind)
        address = office.address
        if let number = office.phone { phone = number }
        hours = office.hours.map(WireServiceHours.init)
    }

    /// Reads an office of the list's city.
    func value(in city: CityCode) throws(EntryFault) -> Office {
        Office(
            code: code,
            city: city,
            name: name,
            kind: try kind.value("contacts_published.offices.kind"),
            address: address,
            phone: hasPhone ? phone : nil,
            hours: hours.map(\.value)
        )
    }
}

extension WireLiaison {
    init(_ liaison: Liaison) {
        self.init()
        office = liaison.office
        items = liaison.items
        person = WireContactPerson(liaison.person)
        deputies = liaison.deputies.map(WireContactPerson.init)
        noDeputyReason = liaison.noDeputyReason
    }

    var value: Liaison {
        Liaison(
            office: office,
            items: items,
            person: person.value,
            deputies: deputies.map(\.value),
            noDeputyReason: noDeputyReason
        )
    }
}

extension WireContactPerson {
    init(_ person: ContactPerson) {
        self.init()
        name = person.name
        if let number = person.phone { phone = number }
        if let name = person.handle { handle = name }
        hours = person.hours.map(WireServiceHours.init)
    }

    var value: ContactPerson {
        ContactPerson(
            name: name,
            phone: hasPhone ? phone : nil,
            handle: hasHandle ? handle : nil,
            hours: hours.map(\.value)
        )
    }
}

extension WireServiceHours {
    init(_ hours: ServiceHours) {
        self.init()
        weekday = UInt32(said: hours.weekday)
        fromMinute = UInt32(said: hours.from)
        untilMinute = UInt32(said: hours.until)
    }

    var value: ServiceHours {
        ServiceHours(weekday: Int(weekday), from: Int(fromMinute), until: Int(untilMinute))
    }
}
