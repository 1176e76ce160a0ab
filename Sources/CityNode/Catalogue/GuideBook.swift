import CaseModel

/// The catalogue and the calendar that a node works with: read together, replaced together.
package struct GuideBook: Sendable {
    /// Items and guides.
    package let catalogue: Catalogue
    /// What finds them.
    package let index: CatalogueIndex
    /// Working days and office hours.
    package let timetable: Timetable

    /// Takes a catalogue and a calendar.
    package init(catalogue: Catalogue, calendar: WorkCalendar) {
        self.catalogue = catalogue
        index = CatalogueIndex(catalogue)
        timetable = Timetable(calendar: calendar)
    }

    /// Reads a folder with items, guides and `calendar.yaml`; every fault is named with file and line.
    package static func load(folder: String) throws(ConfigurationErrors) -> GuideBook {
        let catalogue = try CatalogueFolder.load(path: folder)
        do {
            return GuideBook(catalogue: catalogue, calendar: try CalendarFile.load(file: folder + "/calendar.yaml"))
        } catch {
            throw ConfigurationErrors([error])
        }
    }

    /// A submission as the handling city's guide wants it, held to the version that is in force on a day.
    ///
    /// - Parameters:
    ///   - submission: what is to be handed in; its mode and terms are filled here.
    ///   - mode: the mode that is asked for; `nil` where the guide offers only one.
    ///   - day: the day of the submission.
    /// - Throws: the first thing that the guide does not allow, with all others in its words.
    package func fixing(
        _ submission: Submission,
        mode: HandlingMode?,
        on day: LocalDay
    ) throws(CaseRefusal) -> Submission {
        guard let item = catalogue.item(submission.itemCode) else {
            throw CaseRefusal(
                .unknownItem,
                "the catalogue has no item \(submission.itemCode): look it up with 'tongban catalogue search'",
                field: "itemCode"
            )
        }
        guard let guide = catalogue.guide(for: submission.itemCode, city: submission.handling, on: day) else {
            let cities = catalogue.cities(for: submission.itemCode).map(\.description).joined(separator: ", ")
            throw CaseRefusal(
                .unknownItem,
                "\(submission.handling) has no guide for \(item.name) in force today; these cities have one: \(cities)",
                field: "handling"
            )
        }
        var fixed = submission
        fixed.mode = try Self.mode(mode, of: guide, item)
        try Self.check(fixed, guide, item)
        guard let terms = GuideTerms(guide, mode: fixed.mode) else {
            throw CaseRefusal(.handledElsewhere, "\(item.name) is done in a national system alone", field: "itemCode")
        }
        fixed.terms = terms
        return fixed
    }

    private static func mode(_ mode: HandlingMode?, of guide: Guide, _ item: Item) throws(CaseRefusal) -> HandlingMode {
        // A jump item offers none: the check says where to go.
        if let mode = mode ?? (guide.modes.count == 1 ? guide.modes[0] : nil) { return mode }
        guard item.kind != .jump else { return .online }
        let offered = guide.modes.map { "\($0.rawValue) (\($0.chineseTerm))" }.joined(separator: ", ")
        throw CaseRefusal(.missing, "\(item.name) is handled in several ways: name one of \(offered)", field: "mode")
    }

    private static func check(_ submission: Submission, _ guide: Guide, _ item: Item) throws(CaseRefusal) {
        let request = GuideRequest(
            mode: submission.mode,
            applicant: submission.applicant.kind,
            hasAgent: submission.agent != nil,
            materials: submission.materials.map { GuideRequest.Given($0.name, form: $0.form) }
        )
        let refusals = guide.refusals(of: request, item: item)
        guard var first = refusals.first else { return try checkIdentity(submission) }
        for other in refusals.dropFirst() { first.message += "; also: \(other.message)" }
        throw first
    }

    /// At a counter somebody looked at a paper; online the portal's login has done it.
    private static func checkIdentity(_ submission: Submission) throws(CaseRefusal) {
        guard submission.mode != .online else { return }
        try submission.confirmIdentity()
    }
}

extension Submission {
    /// The submission of a node that has no catalogue: the law's limits hold, and nothing is checked against a guide.
    package func withoutGuide(mode: HandlingMode?) throws(CaseRefusal) -> Submission {
        var fixed = self
        fixed.mode = mode ?? .online
        fixed.terms = .law
        guard fixed.mode != .joint else {
            throw CaseRefusal(
                .modeNotOffered,
                "joint handling needs the legs of the handling city's guide: name the catalogue's folder in the "
                    + "node's configuration",
                field: "mode"
            )
        }
        return fixed
    }
}
