import CaseModel
import Foundation
import Testing

@Suite struct SharedRecordTests {
    @Test func everyChangeAppliesWhereItFitsAndNowhereElse() throws {
        let samples = try SharedSample.all()
        let records = [nil] + samples.compactMap(\.before).map(Optional.some)
        for (change, before) in samples {
            let after = try SharedRecord.applying(change, to: before)
            #expect(after != before && after.kind == change.name.kind)
            #expect(SharedRecord.states(of: after.kind).contains(after.state))
            #expect(before != nil || after.cases == change.cases)
            for other in records where other?.kind != before?.kind {
                // A new version of contacts, and a session that is first heard of when it has ended, begin a record too;
                // a session is told again as often as more of it is known.
                let begins =
                    change.name.kind == .video && (other == nil || other?.kind == .video)
                    || change.name.kind == .contacts && other == nil
                let refused = refusal { () throws(CaseRefusal) in _ = try SharedRecord.applying(change, to: other) }
                #expect((refused == nil) == begins, "\(change.name) after \(other?.kind.rawValue ?? "nothing")")
            }
        }
    }

    @Test func aRecordThatIsThereDoesNotBeginAgain() throws {
        for (change, before) in try SharedSample.all() where before == nil && change.name.kind != .video {
            let after = try SharedRecord.applying(change, to: nil)
            let again = refusal { () throws(CaseRefusal) in _ = try SharedRecord.applying(change, to: after) }
            // The same document twice is the same document.
            #expect((again == nil) == (change.name.kind == .document), "\(change.name)")
        }
        let running = try SharedRecord.applying(.video(SharedSample.video()), to: nil)
        let ended = try SharedRecord.applying(.video(SharedSample.video(endedAt: Sample.time + 1)), to: running)
        let later = SharedChange.video(SharedSample.video(endedAt: Sample.time + 2))
        let again = refusal { () throws(CaseRefusal) in _ = try SharedRecord.applying(later, to: ended) }
        #expect(again?.code == .notAllowedInState && again?.field == "session")
    }

    @Test func onlyItsOwnCitySaysAChange() throws {
        let cities = [Sample.quzhou, Sample.huangshan, try #require(CityCode("350700"))]
        for (change, _) in try SharedSample.all() {
            for city in cities {
                let refused = refusal { () throws(CaseRefusal) in try change.checkTeller(city) }
                #expect((refused == nil) == (change.teller == nil || change.teller == city), "\(change.name) \(city)")
                #expect(refused == nil || refused?.code == .wrongSide)
            }
        }
    }

    @Test func aNameThatComesBackMaskedIsTheOneThatWasRecorded() throws {
        let begun = try SharedRecord.applying(.video(SharedSample.video()), to: nil)
        var end = SharedSample.video(endedAt: Sample.time + 600_000)
        end.session = Masking.session(end.session)
        #expect(end.session.participants.map(\.name) == ["王芳", "李强", "程**"])
        guard case .video(let video) = try SharedRecord.applying(.video(end), to: begun) else {
            Issue.record("a session stays a session")
            return
        }
        #expect(video.session.participants == SharedSample.video().session.participants)
        #expect(video.session.outcome == .confirmed)
    }

    @Test func theOwnerCountsTheLastDayOfATicketOnce() throws {
        let visit = EvaluationSample.visit
        for level in SatisfactionLevel.allCases {
            let request = SharedChange.evaluated(visit, EvaluationSample.evaluation(level), due: nil)
            let undated = refusal { () throws(CaseRefusal) in _ = try SharedRecord.applying(request, to: nil) }
            #expect((undated?.field == "due") == level.isBad)
            let dated = request.dated(addWorkingDays: EvaluationSample.adding)
            #expect(dated.dated { day, _ in day } == dated, "a day that was counted stays")
            guard case .visit(let record) = try SharedRecord.applying(dated, to: nil) else {
                Issue.record("an evaluation makes a visit")
                return
            }
            let expected = EvaluationSample.adding(LocalDay(milliseconds: EvaluationSample.evaluation(level).at), 15)
            #expect(record.ticket?.due == (level.isBad ? expected : nil))
        }
    }

    @Test func anEvaluationOutsideTheCalendarIsRefusedAndNotCounted() {
        var evaluation = EvaluationSample.evaluation(.dissatisfied)
        evaluation.at = .max
        let change = SharedChange.evaluated(EvaluationSample.visit, evaluation, due: nil)
            .dated(addWorkingDays: EvaluationSample.adding)
        let refused = refusal { () throws(CaseRefusal) in _ = try SharedRecord.applying(change, to: nil) }
        #expect(refused != nil)
    }

    @Test func competenceForDocumentsNeverMoves() {
        for kind in DocumentKind.allCases {
            for city in [Sample.quzhou, Sample.huangshan] {
                let refused = refusal { () throws(CaseRefusal) in
                    _ = try SharedSample.document(kind, city: city).checked()
                }
                let isIssuer = (kind.issuer == .collecting) == (city == Sample.quzhou)
                #expect((refused?.code == .wrongSide) == !isIssuer, "\(kind) \(city)")
            }
        }
    }

    @Test func aLabelComesBeforeTheHandOverAndAPriceAtAnyTime() throws {
        for (state, way) in PostSample.ways {
            let parcel = try PostSample.after(way)
            #expect(try parcel.labelled(ParcelLabel(costFen: 2_000)).costFen == 2_000)
            let number = ParcelLabel(trackingNumber: "EA123456789CN")
            let refused = refusal { () throws(CaseRefusal) in _ = try parcel.labelled(number) }
            #expect((refused?.code == .notAllowedInState) == (state != .listed && state != .packed), "\(state)")
        }
        let empty = refusal { () throws(CaseRefusal) in _ = try PostSample.materials().labelled(ParcelLabel()) }
        #expect(empty?.code == .missing)
    }

    @Test func changesAndRecordsAreWrittenAndReadAlike() throws {
        for (change, before) in try SharedSample.all() {
            let copy = try JSONDecoder().decode(SharedChange.self, from: JSONEncoder().encode(change))
            #expect(copy == change)
            let after = try SharedRecord.applying(change, to: before)
            #expect(try JSONDecoder().decode(SharedRecord.self, from: JSONEncoder().encode(after)) == after)
        }
    }
}
