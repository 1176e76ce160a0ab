import CaseModel
import ExchangeWire
import Foundation

// Parcels, between the contract's types and the model's.

extension WireParcelName {
    init(_ name: SharedChange.ParcelName) {
        self.init()
        sender = name.sender.number
        id = name.id
    }

    func value(_ field: String) throws(EntryFault) -> SharedChange.ParcelName {
        SharedChange.ParcelName(sender: try CityCode(wire: sender, "\(field).sender"), id: id)
    }
}

extension WireParcel {
    /// Writes a parcel as it is listed: without events, and paid by its sender.
    init(_ parcel: Parcel) {
        self.init()
        id = parcel.id
        caseNumbers = parcel.cases.map(\.description)
        items = parcel.items.map(WireParcelItem.init)
        direction = WireParcelDirection(parcel.direction)
        sender = WireOfficeName(parcel.sender)
        if let office = parcel.receiver.office { receiver.office = office }
        receiver.city = parcel.receiver.city.number
        carrier = WireCarrier(parcel.carrier)
        if let name = parcel.courier { courier = name }
        if let number = parcel.trackingNumber { trackingNumber = number }
        declaredValueFen = parcel.declaredValueFen
        if let cost = parcel.costFen { costFen = cost }
    }

    func value() throws(EntryFault) -> Parcel {
        var items: [ParcelItem] = []
        for item in self.items { items.append(try item.value()) }
        return Parcel(
            id: id,
            cases: try CaseNumber.values(wire: caseNumbers, "parcel_listed.case_numbers"),
            items: items,
            direction: try direction.value("parcel_listed.direction"),
            sender: try sender.value("parcel_listed.sender"),
            receiver: ParcelReceiver(
                office: receiver.hasOffice ? receiver.office : nil,
                city: try CityCode(wire: receiver.city, "parcel_listed.receiver.city")
            ),
            carrier: try carrier.value("parcel_listed.carrier"),
            courier: hasCourier ? courier : nil,
            trackingNumber: hasTrackingNumber ? trackingNumber : nil,
            declaredValueFen: declaredValueFen,
            costFen: hasCostFen ? costFen : nil
        )
    }
}

extension WireParcelItem {
    init(_ item: ParcelItem) {
        self.init()
        name = item.name
        form = WireItemForm(item.form)
        count = UInt32(said: item.count)
        caseNumber = item.caseNumber?.description ?? ""
        photoDigest = item.photo?.withBytes { Data($0) } ?? Data()
        confidential = item.isConfidential
    }

    func value() throws(EntryFault) -> ParcelItem {
        let photo = MaterialDigest(photoDigest)
        guard photo != nil || photoDigest.isEmpty else {
            throw EntryFault("bad-body", "the digest of a content's photo has \(photoDigest.count) bytes, not 32")
        }
        return ParcelItem(
            name: name,
            form: try form.value("parcel_listed.items.form"),
            count: Int(count),
            caseNumber: caseNumber.isEmpty
                ? nil : try CaseNumber(wire: caseNumber, "parcel_listed.items.case_number"),
            photo: photo,
            isConfidential: confidential
        )
    }
}

extension WireParcelLabel {
    init(_ label: ParcelLabel) {
        self.init()
        if let number = label.trackingNumber { trackingNumber = number }
        if let cost = label.costFen { costFen = cost }
    }

    var value: ParcelLabel {
        ParcelLabel(trackingNumber: hasTrackingNumber ? trackingNumber : nil, costFen: hasCostFen ? costFen : nil)
    }
}

extension WireCustodyEvent {
    init(_ event: CustodyEvent) {
        self.init()
        kind = WireCustodyKind(event.kind)
        atMs = event.at
        city = event.city.number
        officer = event.officer
        note = event.note
        if let isIntact = event.isSealIntact { sealIntact = isIntact }
        differences = event.differences.map(WireContentDifference.init)
        if let id = event.replacement { replacement = id }
    }

    func value() throws(EntryFault) -> CustodyEvent {
        var differences: [ContentDifference] = []
        for difference in self.differences { differences.append(try difference.value()) }
        return CustodyEvent(
            try kind.value("custody.event.kind"),
            at: try atMs.instant("custody.event.at_ms"),
            city: try CityCode(wire: city, "custody.event.city"),
            officer: officer,
            note: note,
            isSealIntact: hasSealIntact ? sealIntact : nil,
            differences: differences,
            replacement: hasReplacement ? replacement : nil
        )
    }
}

extension WireContentDifference {
    init(_ difference: ContentDifference) {
        self.init()
        item = UInt32(said: difference.item)
        kind = WireDifferenceKind(difference.kind)
        count = UInt32(said: difference.count)
        note = difference.note
    }

    func value() throws(EntryFault) -> ContentDifference {
        ContentDifference(
            item: Int(item),
            kind: try kind.value("custody.event.differences.kind"),
            count: Int(count),
            note: note
        )
    }
}
