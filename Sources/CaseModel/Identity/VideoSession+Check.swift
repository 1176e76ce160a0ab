extension VideoSession {
    /// Finds the first fault of a session between two cities, running or ended.
    ///
    /// - Throws: a refusal whose field is a path within the session.
    public func check(collecting: CityCode, handling: CityCode) throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(session, max: IdentityLimits.referenceCharactersMax, "session")
        try checker.instant(startedAt, "startedAt")
        if let endedAt { try checker.instant(endedAt, "endedAt") }
        try checkParticipants(collecting, handling, &checker)
        try checker.count(questions.count, max: IdentityLimits.questionsMax, "questions")
        for (index, line) in questions.enumerated() {
            try checker.text(
                line.question,
                min: 1,
                max: IdentityLimits.questionCharactersMax,
                "questions[\(index)].question"
            )
            try checker.text(
                line.answer,
                min: 1,
                max: IdentityLimits.questionCharactersMax,
                "questions[\(index)].answer"
            )
        }
        try checker.text(note, "note")
        try checkEnd()
        if let recording {
            try checker.name(recording.reference, max: IdentityLimits.referenceCharactersMax, "recording.reference")
            guard recording.keptUntil >= LocalDay(milliseconds: endedAt ?? startedAt) else {
                throw CaseRefusal(
                    .malformed,
                    "the recording would go before the session is over: give a later day",
                    field: "recording.keptUntil"
                )
            }
        }
        try checker.total()
    }

    private func checkParticipants(
        _ collecting: CityCode,
        _ handling: CityCode,
        _ checker: inout Checker
    ) throws(CaseRefusal) {
        try checker.count(participants.count, max: IdentityLimits.participantsMax, "participants")
        for (index, person) in participants.enumerated() {
            try checker.name(person.name, "participants[\(index)].name")
            if person.part == .officer || !person.office.isEmpty {
                try checker.name(person.office, "participants[\(index)].office")
            }
        }
        for city in [collecting, handling] {
            guard participants.contains(where: { $0.part == .officer && $0.city == city }) else {
                throw CaseRefusal(
                    .missing,
                    "no officer of \(city) takes part: both cities must be in the session",
                    field: "participants"
                )
            }
        }
        guard participants.contains(where: { $0.part == .applicant || $0.part == .agent }) else {
            throw CaseRefusal(
                .missing,
                "neither applicant nor agent takes part: invite one of them",
                field: "participants"
            )
        }
    }

    private func checkEnd() throws(CaseRefusal) {
        guard let endedAt else {
            guard outcome == nil else {
                throw CaseRefusal(.missing, "a session with an outcome has ended: say when", field: "endedAt")
            }
            return
        }
        guard endedAt > startedAt else {
            throw CaseRefusal(.malformed, "it ended before it began: correct one of the two times", field: "endedAt")
        }
        guard endedAt <= startedAt.addingReportingOverflow(IdentityLimits.videoMillisecondsMax).partialValue else {
            throw CaseRefusal(
                .malformed,
                "no session lasts more than \(IdentityLimits.videoMillisecondsMax / 3_600_000) hours: correct the times",
                field: "endedAt"
            )
        }
        guard outcome != nil else {
            throw CaseRefusal(.missing, "the session has ended: say how", field: "outcome")
        }
    }
}
