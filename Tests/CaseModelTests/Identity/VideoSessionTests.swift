import CaseModel
import Foundation
import Testing

/// A video session between two cities.
@Suite struct VideoSessionTests {
    private static let session = VideoSession(
        session: "room-7",
        participants: [
            .init(name: "王芳", city: Sample.quzhou, office: "通办窗口", part: .officer),
            .init(name: "李强", city: Sample.huangshan, office: "市场监督管理局", part: .officer),
            .init(name: "程晓山", city: Sample.quzhou, part: .applicant),
        ],
        startedAt: Sample.time,
        endedAt: Sample.time + 600_000,
        outcome: .confirmed,
        questions: [.init(question: "是否自愿申请?", answer: "是")],
        recording: .init(reference: "rec/7", keptUntil: Sample.day("20270523"))
    )

    private func fault(_ change: (inout VideoSession) -> Void) -> CaseRefusal? {
        var session = Self.session
        change(&session)
        return refusal { () throws(CaseRefusal) in
            try session.check(collecting: Sample.quzhou, handling: Sample.huangshan)
        }
    }

    @Test func timesLieOnTheCalendar() {
        for wrong in [-1, Int64.max] {
            #expect(fault { $0.startedAt = wrong }?.field == "startedAt")
            #expect(fault { $0.endedAt = wrong }?.field == "endedAt")
        }
    }

    @Test func whoMustBeThere() {
        #expect(fault { _ in } == nil)
        for index in 0..<3 {
            let fault = fault { $0.participants.remove(at: index) }
            #expect(fault?.code == .missing && fault?.field == "participants")
        }
        #expect(fault { $0.participants[0].part = .helper }?.message.contains("330800") == true)
        #expect(fault { $0.participants[1].city = Sample.quzhou }?.message.contains("341000") == true)
        #expect(fault { $0.participants[2].part = .agent } == nil)
        #expect(fault { $0.participants[2].part = .helper }?.message.contains("applicant") == true)
        #expect(fault { $0.participants[2].city = Sample.huangshan } == nil, "an applicant may be anywhere")
    }

    @Test func participantsInForm() {
        #expect(fault { $0.participants[2].name = "" }?.field == "participants[2].name")
        #expect(fault { $0.participants[0].office = "" }?.field == "participants[0].office")
        #expect(fault { $0.participants += Array(repeating: $0.participants[2], count: 17) } == nil)
        #expect(fault { $0.participants += Array(repeating: $0.participants[2], count: 18) }?.code == .tooMuch)
    }

    @Test func theEnd() {
        #expect(
            fault {
                $0.endedAt = nil
                $0.outcome = nil
            } == nil
        )
        #expect(fault { $0.endedAt = nil }?.field == "endedAt")
        #expect(fault { $0.outcome = nil }?.field == "outcome")
        for end in [Sample.time, Sample.time - 1, .min] { #expect(fault { $0.endedAt = end }?.code == .malformed) }
        #expect(fault { $0.endedAt = Sample.time + 12 * 3_600_000 } == nil)
        #expect(fault { $0.endedAt = Sample.time + 12 * 3_600_000 + 1 }?.field == "endedAt")
        #expect(fault { $0.endedAt = .max }?.field == "endedAt")
    }

    @Test func textsAndRecording() {
        #expect(fault { $0.session = "" }?.field == "session")
        #expect(fault { $0.session = String(repeating: "a", count: 65) }?.code == .tooLong)
        #expect(fault { $0.questions[0].answer = "" }?.field == "questions[0].answer")
        #expect(fault { $0.questions[0].question = "" }?.field == "questions[0].question")
        #expect(fault { $0.questions = Array(repeating: $0.questions[0], count: 51) }?.field == "questions")
        #expect(fault { $0.note = String(repeating: "注", count: 4_001) }?.field == "note")
        #expect(fault { $0.recording = nil } == nil)
        #expect(fault { $0.recording?.reference = String(repeating: "a", count: 65) }?.code == .tooLong)
        #expect(fault { $0.recording?.keptUntil = Sample.day("20261123") } == nil)
        #expect(fault { $0.recording?.keptUntil = Sample.day("20261122") }?.field == "recording.keptUntil")
    }

    @Test func asJSON() throws {
        let data = try JSONEncoder().encode(Self.session)
        #expect(try JSONDecoder().decode(VideoSession.self, from: data) == Self.session)
        let brief = #"{"session":"a","participants":[{"name":"王","city":"330800","part":"helper"}],"startedAt":1}"#
        let read = try JSONDecoder().decode(VideoSession.self, from: Data(brief.utf8))
        #expect(read.questions.isEmpty && read.participants[0].office.isEmpty)
    }
}
