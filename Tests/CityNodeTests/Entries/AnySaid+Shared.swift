import CaseModel

extension AnySaid {
    /// One change of every kind with which a record begins.
    mutating func beginnings(_ number: CaseNumber, handling: CityCode) -> [SharedChange] {
        let visit = visit(number, pick([number.collecting, handling]))
        let evaluation = evaluation(of: visit)
        return [
            .parcelListed(parcel(of: number, handling: handling)),
            .evaluated(visit, evaluation, due: evaluation.level.isBad ? day(after: evaluation.at) : nil),
            .video(video(number, handling: handling, hasEnded: isHeads())),
            .documentIssued(document(number, handling: handling)),
            .contactsPublished(contacts(of: pick([number.collecting, handling]))),
        ]
    }

    mutating func visit(_ number: CaseNumber, _ city: CityCode) -> Visit {
        Visit(
            id: identifier(1...EvaluationLimits.idCharactersMax),
            caseNumber: number,
            office: line(1...100),
            city: city,
            place: pick(Visit.Place.allCases),
            channel: pick(Visit.Channel.allCases),
            at: instant()
        )
    }

    mutating func evaluation(of visit: Visit) -> Evaluation {
        let metrics = EvaluationMetric.allCases.filter { $0.place == visit.place && isHeads() }
        return Evaluation(
            visit: visit.id,
            level: pick(SatisfactionLevel.allCases),
            scores: metrics.map { Evaluation.Score(metric: $0, level: pick(SatisfactionLevel.allCases)) },
            tags: (0..<number(0...EvaluationLimits.tagsMax)).map { "\($0)" + line(0...18) },
            text: text(0...EvaluationLimits.textCharactersMax),
            at: visit.at + Int64(number(0...1_000_000))
        )
    }

    /// What can be done next about a ticket; `nil` at its end.
    mutating func step(after ticket: RectificationTicket) -> RectificationStep? {
        let arrows = RectificationLifecycle.transitions.filter { $0.from == ticket.state }
        guard let arrow = arrows.randomElement(using: &random) else { return nil }
        let reviewer = OfficeName(office: "督" + line(), city: ticket.office.city)
        return RectificationStep(
            arrow.step,
            by: arrow.taker == .office ? ticket.office : reviewer,
            officer: line(1...100),
            text: text(),
            at: (ticket.steps.last?.at ?? ticket.openedAt) + Int64(number(0...1_000_000))
        )
    }

    mutating func video(_ number: CaseNumber, handling: CityCode, hasEnded: Bool) -> CaseVideo {
        let start = instant()
        let officers = [number.collecting, handling].map {
            VideoSession.Participant(name: line(), city: $0, office: line(), part: .officer)
        }
        let others = (0..<self.number(1...4)).map { index in
            let part = pick(index == 0 ? [.applicant, .agent] : VideoSession.Participant.Part.allCases)
            return VideoSession.Participant(
                name: line(),
                city: pick([number.collecting, handling]),
                office: part == .officer || isHeads() ? line() : "",
                part: part
            )
        }
        let session = VideoSession(
            session: line(1...IdentityLimits.referenceCharactersMax),
            participants: officers + others,
            startedAt: start,
            endedAt: hasEnded ? start + Int64(self.number(1...Int(IdentityLimits.videoMillisecondsMax))) : nil,
            outcome: hasEnded ? pick(VideoSession.Outcome.allCases) : nil,
            questions: (0..<self.number(0...3)).map { _ in .init(question: text(), answer: text()) },
            note: text(0...60),
            recording: isHeads() ? .init(reference: line(), keptUntil: day(after: start + 86_400_000)) : nil
        )
        return CaseVideo(caseNumber: number, handling: handling, city: handling, session: session)
    }

    mutating func document(_ number: CaseNumber, handling: CityCode) -> IssuedDocument {
        let kind = pick(DocumentKind.allCases)
        return IssuedDocument(
            number: sure(
                DocumentNumber(
                    kind: kind,
                    city: kind.issuer == .collecting ? number.collecting : handling,
                    day: LocalDay(milliseconds: instant()),
                    caseNumber: number,
                    serial: self.number(1...DocumentLimits.serialMax)
                )
            ),
            caseNumber: number,
            material: papers(1...1)[0],
            office: line(1...100),
            at: instant()
        )
    }

    mutating func contacts(of city: CityCode) -> LiaisonList {
        let offices = (0..<number(1...4)).map { index in
            Office(
                code: "\(index)" + line(1...40),
                city: city,
                name: line(1...100),
                kind: pick(Office.Kind.allCases),
                address: line(0...PeopleLimits.addressCharactersMax),
                phone: isHeads() ? "0599-8820000" : nil,
                hours: hours(0...7)
            )
        }
        let departments = offices.filter { $0.kind == .department }
        return LiaisonList(
            city: city,
            version: pick([1, 2, .max]),
            offices: offices,
            liaisons: departments.map { liaison(of: $0.code) },
            workingGroup: (0..<number(1...3)).map { _ in person() }
        )
    }

    private mutating func liaison(of office: String) -> Liaison {
        let deputies = (0..<number(0...2)).map { _ in person() }
        return Liaison(
            office: office,
            items: (0..<number(0...3)).map { "\($0)" + line() },
            person: person(),
            deputies: deputies,
            noDeputyReason: deputies.isEmpty ? line(1...PeopleLimits.reasonCharactersMax) : ""
        )
    }

    private mutating func person() -> ContactPerson {
        let isCalled = isHeads()
        return ContactPerson(
            name: line(1...100),
            phone: isCalled ? "+86 599 8820000" : nil,
            handle: !isCalled || isHeads() ? line(1...PeopleLimits.handleCharactersMax) : nil,
            hours: hours(1...7)
        )
    }

    private mutating func hours(_ days: ClosedRange<Int>) -> [ServiceHours] {
        let count = number(days)
        guard count > 0 else { return [] }
        return (1...count).map { day in
            let from = number(0...1_439)
            return ServiceHours(weekday: day, from: from, until: number((from + 1)...1_440))
        }
    }

    private mutating func day(after instant: Int64) -> LocalDay {
        LocalDay(number: LocalDay(milliseconds: instant).number + Int64(number(0...1_000)))
    }
}
