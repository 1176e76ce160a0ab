/// A session by video as a fact of a case (视频联合受理), recorded by one of its two cities.
public struct CaseVideo: Hashable, Sendable, Codable {
    /// The case.
    public var caseNumber: CaseNumber
    /// The city that handles the case.
    public var handling: CityCode
    /// The city that records the session.
    public var city: CityCode
    /// The session.
    public var session: VideoSession

    /// Records a session of a case.
    public init(caseNumber: CaseNumber, handling: CityCode, city: CityCode, session: VideoSession) {
        self.caseNumber = caseNumber
        self.handling = handling
        self.city = city
        self.session = session
    }

    /// The session as it is kept: both cities and the applicant take part, and one of the cities records it.
    public func checked() throws(CaseRefusal) -> CaseVideo {
        try session.check(collecting: caseNumber.collecting, handling: handling)
        guard city == caseNumber.collecting || city == handling else {
            throw CaseRefusal(.wrongSide, "one of the case's two cities records its session", field: "city")
        }
        return self
    }

    /// The session after more of it is known; what has ended stays as it is.
    ///
    /// Whoever tells the end has read the begin with masks (脱敏): a name that comes back masked is the one that stands here.
    func continued(by later: CaseVideo) throws(CaseRefusal) -> CaseVideo {
        guard session.endedAt == nil else {
            throw CaseRefusal(
                .notAllowedInState,
                "session \(session.session) has ended and stays as it is: record another one",
                field: "session"
            )
        }
        guard later.caseNumber == caseNumber, later.handling == handling else {
            throw CaseRefusal(.numberMismatch, "session \(session.session) is of another case", field: "caseNumber")
        }
        guard later.session.startedAt == session.startedAt else {
            throw CaseRefusal(.inconsistent, "it began at another time: leave that as it is", field: "startedAt")
        }
        var next = later
        next.session.participants = later.session.participants.map(whole)
        return try next.checked()
    }

    private func whole(_ person: VideoSession.Participant) -> VideoSession.Participant {
        let known = session.participants.first { before in
            before.part == person.part && before.city == person.city && before.office == person.office
                && Masking.name(before.name) == person.name
        }
        return known ?? person
    }
}
