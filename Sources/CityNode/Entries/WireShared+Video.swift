import CaseModel
import ExchangeWire

// Sessions by video and documents of a case, between the contract's types and the model's.

extension WireCaseVideo {
    init(_ video: CaseVideo) {
        self.init()
        caseNumber = video.caseNumber.description
        handling = video.handling.number
        city = video.city.number
        session = video.session.session
        participants = video.session.participants.map(WireVideoParticipant.init)
        startedMs = video.session.startedAt
        if let end = video.session.endedAt { endedMs = end }
        if let end = video.session.outcome { outcome = WireVideoOutcome(end) }
        questions = video.session.questions.map { line in
            .with {
                $0.question = line.question
                $0.answer = line.answer
            }
        }
        note = video.session.note
        if let kept = video.session.recording {
            recording.reference = kept.reference
            recording.keptUntil = kept.keptUntil.wire
        }
    }

    func value() throws(EntryFault) -> CaseVideo {
        CaseVideo(
            caseNumber: try CaseNumber(wire: caseNumber, "video.case_number"),
            handling: try CityCode(wire: handling, "video.handling"),
            city: try CityCode(wire: city, "video.city"),
            session: try sessionValue()
        )
    }

    private func sessionValue() throws(EntryFault) -> VideoSession {
        var participants: [VideoSession.Participant] = []
        for person in self.participants { participants.append(try person.value()) }
        var kept: VideoSession.Recording?
        if hasRecording {
            let day = try LocalDay(wire: recording.keptUntil, "video.recording.kept_until")
            kept = VideoSession.Recording(reference: recording.reference, keptUntil: day)
        }
        return VideoSession(
            session: session,
            participants: participants,
            startedAt: try startedMs.instant("video.started_ms"),
            endedAt: hasEndedMs ? try endedMs.instant("video.ended_ms") : nil,
            outcome: hasOutcome ? try outcome.value("video.outcome") : nil,
            questions: questions.map { VideoSession.Question(question: $0.question, answer: $0.answer) },
            note: note,
            recording: kept
        )
    }
}

extension WireVideoParticipant {
    init(_ person: VideoSession.Participant) {
        self.init()
        name = person.name
        city = person.city.number
        office = person.office
        part = WireVideoPart(person.part)
    }

    func value() throws(EntryFault) -> VideoSession.Participant {
        VideoSession.Participant(
            name: name,
            city: try CityCode(wire: city, "video.participants.city"),
            office: office,
            part: try part.value("video.participants.part")
        )
    }
}

extension WireIssuedDocument {
    init(_ document: IssuedDocument) {
        self.init()
        number = document.number.description
        caseNumber = document.caseNumber.description
        material = WireMaterialReference(document.material)
        office = document.office
        atMs = document.at
    }

    func value() throws(EntryFault) -> IssuedDocument {
        guard let number = DocumentNumber(number) else {
            throw EntryFault("bad-number", "document_issued.number does not have the form of a document's number")
        }
        return IssuedDocument(
            number: number,
            caseNumber: try CaseNumber(wire: caseNumber, "document_issued.case_number"),
            material: try material.reference("document_issued.material"),
            office: office,
            at: try atMs.instant("document_issued.at_ms")
        )
    }
}
