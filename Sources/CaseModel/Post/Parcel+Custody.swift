extension Parcel {
    /// The parcel after an event.
    ///
    /// Refuses what cannot follow (`not-allowed-in-state`, with what can), what the other city has to say (`wrong-side`), an
    /// event older than the one before it, and an event that says too little or too much for its kind.
    public func applying(_ event: CustodyEvent) throws(CaseRefusal) -> Parcel {
        try applying(event, field: nil)
    }

    /// The parcel after an event that stands at `field` in an input.
    func applying(_ event: CustodyEvent, field: String?) throws(CaseRefusal) -> Parcel {
        func path(_ name: String) -> String { field.map { "\($0).\(name)" } ?? name }
        guard events.count < PostLimits.eventsMax else {
            throw CaseRefusal(.tooMuch, "this parcel has all \(PostLimits.eventsMax) events that fit", field: field)
        }
        guard let arrow = CustodyLifecycle.transition(from: state, event: event.kind, carrier: carrier) else {
            throw CaseRefusal(
                .notAllowedInState,
                "a parcel that is \(state.rawValue) cannot be \(event.kind.rawValue) next",
                field: path("kind"),
                allowed: CustodyLifecycle.events(in: state, carrier: carrier).map(\.rawValue)
            )
        }
        try check(teller: arrow.teller, of: event, path("city"))
        try Checker().instant(event.at, path("at"))
        if let last = events.last, event.at < last.at {
            throw CaseRefusal(
                .malformed,
                "this happened before the event that stands before it: correct the time",
                field: path("at")
            )
        }
        var checker = Checker()
        try checker.name(event.officer, path("officer"))
        try checker.text(event.note, path("note"))
        try check(event, path)
        var copy = self
        copy.events.append(event)
        return copy
    }

    private func check(
        teller: CustodyLifecycle.Teller,
        of event: CustodyEvent,
        _ field: String
    ) throws(CaseRefusal) {
        let cities = cities(of: teller)
        guard cities.contains(event.city) else {
            let names = cities.map(\.description).joined(separator: " or ")
            throw CaseRefusal(.wrongSide, "\(names) says whether a parcel is \(event.kind.rawValue)", field: field)
        }
    }

    private func check(_ event: CustodyEvent, _ path: (String) -> String) throws(CaseRefusal) {
        if event.kind == .handedOver, carrier.needsTrackingNumber, trackingNumber == nil {
            throw CaseRefusal(
                .missing,
                "without its number the parcel cannot be followed: copy it from the label",
                field: "trackingNumber"
            )
        }
        guard (event.kind == .received) == (event.isSealIntact != nil) else {
            throw CaseRefusal(
                event.kind == .received ? .missing : .malformed,
                "say whether the seal was whole when the parcel is received, and only then",
                field: path("isSealIntact")
            )
        }
        guard (event.kind == .replaced) == (event.replacement != nil) else {
            throw CaseRefusal(
                event.kind == .replaced ? .missing : .malformed,
                "name the parcel that replaces this one when it is replaced, and only then",
                field: path("replacement")
            )
        }
        if let replacement = event.replacement {
            try Checker().identifier(replacement, max: PostLimits.idCharactersMax, path("replacement"))
            guard replacement != id else {
                throw CaseRefusal(
                    .malformed,
                    "a parcel does not replace itself: name the other one",
                    field: path("replacement")
                )
            }
        }
        try check(differences: event.differences, of: event.kind, path)
    }

    private func check(
        differences: [ContentDifference],
        of kind: CustodyEvent.Kind,
        _ path: (String) -> String
    ) throws(CaseRefusal) {
        guard (kind == .openedDiffering) == !differences.isEmpty else {
            throw CaseRefusal(
                kind == .openedDiffering ? .missing : .malformed,
                "list what differs when something does, and only then",
                field: path("differences")
            )
        }
        var checker = Checker()
        try checker.count(differences.count, max: PostLimits.itemsMax, path("differences"))
        for index in differences.indices {
            let difference = differences[index]
            guard items.indices.contains(difference.item) else {
                throw CaseRefusal(
                    .malformed,
                    "the parcel's list has \(items.count) lines: give a line's number from 0",
                    field: path("differences[\(index)].item")
                )
            }
            guard (1...items[difference.item].count).contains(difference.count) else {
                throw CaseRefusal(
                    .malformed,
                    "1 to \(items[difference.item].count) pieces, as the list says",
                    field: path("differences[\(index)].count")
                )
            }
            try checker.text(
                difference.note,
                max: CaseLimits.defectTextCharactersMax,
                path("differences[\(index)].note")
            )
        }
    }
}
