/// Both cities and the applicant in one conversation by video (视频联合受理): a fact of the file.
///
/// Personal data: it never reaches a log.
public struct VideoSession: Hashable, Sendable {
    /// Somebody who takes part.
    public struct Participant: Hashable, Sendable, Codable {
        /// In which part.
        public enum Part: String, Hashable, Sendable, CaseIterable, Codable {
            /// An officer of a window or a department (工作人员).
            case officer
            /// The applicant (申请人).
            case applicant
            /// The agent, a legal representative or a guardian (代理人).
            case agent
            /// Who helps to understand: an interpreter, a relative (协助人员).
            case helper
        }

        /// The name, 1 to 100 characters.
        public var name: String
        /// From which city the person takes part.
        public var city: CityCode
        /// An officer's office, 1 to 100 characters; empty for others.
        public var office: String
        /// In which part.
        public var part: Part

        /// Names a participant.
        public init(name: String, city: CityCode, office: String = "", part: Part) {
            self.name = name
            self.city = city
            self.office = office
            self.part = part
        }

        /// Reads a participant; the office may be left out.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            city = try container.decode(CityCode.self, forKey: .city)
            office = try container.decodeIfPresent(String.self, forKey: .office) ?? ""
            part = try container.decode(Part.self, forKey: .part)
        }
    }

    /// What was asked and what was answered.
    public struct Question: Hashable, Sendable, Codable {
        /// The question, 1 to 1,000 characters.
        public var question: String
        /// The answer, 1 to 1,000 characters.
        public var answer: String

        /// Notes a question.
        public init(question: String, answer: String) {
            self.question = question
            self.answer = answer
        }
    }

    /// Where the recording is, and until when.
    public struct Recording: Hashable, Sendable, Codable {
        /// The recording system's reference, 1 to 64 characters; never the recording itself.
        public var reference: String
        /// The last day on which it is kept.
        public var keptUntil: LocalDay

        /// Names a recording.
        public init(reference: String, keptUntil: LocalDay) {
            self.reference = reference
            self.keptUntil = keptUntil
        }
    }

    /// How it ended.
    public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
        /// Identity and will of the applicant are clear (确认).
        case confirmed
        /// They are not (未确认).
        case notConfirmed
        /// The connection broke, or somebody left (中断).
        case brokenOff
    }

    /// The session's name in the video system, 1 to 64 characters.
    public var session: String
    /// Who takes part, at most 20.
    public var participants: [Participant]
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    public var startedAt: Int64
    /// When it ended, in the same measure, or `nil` while it runs.
    public var endedAt: Int64?
    /// How it ended, or `nil` while it runs.
    public var outcome: Outcome?
    /// What was asked, at most 50.
    public var questions: [Question]
    /// What else is worth a note, at most 4,000 characters.
    public var note: String
    /// The recording, or `nil` when there is none.
    public var recording: Recording?

    /// Records a session.
    public init(
        session: String,
        participants: [Participant],
        startedAt: Int64,
        endedAt: Int64? = nil,
        outcome: Outcome? = nil,
        questions: [Question] = [],
        note: String = "",
        recording: Recording? = nil
    ) {
        self.session = session
        self.participants = participants
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.questions = questions
        self.note = note
        self.recording = recording
    }
}

extension VideoSession: Codable {
    /// Reads a session; all but name, participants and begin may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        session = try container.decode(String.self, forKey: .session)
        participants = try container.decode([Participant].self, forKey: .participants)
        startedAt = try container.decode(Int64.self, forKey: .startedAt)
        endedAt = try container.decodeIfPresent(Int64.self, forKey: .endedAt)
        outcome = try container.decodeIfPresent(Outcome.self, forKey: .outcome)
        questions = try container.decodeIfPresent([Question].self, forKey: .questions) ?? []
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        recording = try container.decodeIfPresent(Recording.self, forKey: .recording)
    }
}

extension VideoSession.Outcome: ChineseTerm {
    /// How a session ended.
    public var chineseTerm: String {
        switch self {
        case .confirmed: "确认"
        case .notConfirmed: "未确认"
        case .brokenOff: "中断"
        }
    }
}
