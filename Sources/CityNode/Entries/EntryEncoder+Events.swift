import CaseModel
import ExchangeWire

// Events of the handling city on their way out.
extension EntryEncoder {
    /// Writes an event of the handling city; `answers` is the sequence of the request that it answers, 0 for none.
    static func encode(_ event: CaseEvent, answers request: UInt64 = 0) throws -> Encoded {
        switch event {
        case .submitted(let submission): return try encode(submission)
        case .consulted(let submission): return try encode(consulting: submission)
        case .registered: preconditionFailure("a registration is written with all cases of its transaction")
        case .refused(let refusal): return try encode(refusal)
        case .endorsed(let said): return try encoded(WireEndorsed.with { $0.remark = WireRemark(said) })
        case .forwarded(let said): return try encoded(WireForwarded.with { $0.remark = WireRemark(said) })
        case .lapsed(let said): return try encoded(WireLapsed.with { $0.remark = WireRemark(said) })
        case .resumed(let said): return try encoded(WireResumed.with { $0.remark = WireRemark(said) })
        case .approved(let said): return try encoded(WireApproved.with { $0.remark = WireRemark(said) })
        case .archived(let said): return try encoded(WireArchived.with { $0.remark = WireRemark(said) })
        case .objected(let said): return try encoded(WireObjected.with { $0.correction = WireCorrection(said) })
        case .correctionRequested(let said):
            return try encoded(WireCorrectionRequested.with { $0.correction = WireCorrection(said) })
        case .supplemented(let sequence):
            return try encoded(WireSupplemented.with { $0.requestSequence = sequence })
        case .handedOver, .legConcluded, .withdrawn, .delivered: return try encode(answer: event, to: request)
        case .accepted, .acceptedBySilence, .declined, .suspended, .extended, .reviewed: return try encode(step: event)
        case .issued, .decided, .passedOn, .voided: return try encode(end: event)
        }
    }

    /// Events that can answer a request of the collecting city.
    private static func encode(answer event: CaseEvent, to request: UInt64) throws -> Encoded {
        switch event {
        case .handedOver(let said):
            return try encoded(
                WireHandedOver.with {
                    $0.requestSequence = request
                    $0.handOver = WireHandOver(said)
                }
            )
        case .legConcluded(let said):
            return try encoded(
                WireLegConcluded.with {
                    $0.requestSequence = request
                    $0.report = WireLegReport(said)
                }
            )
        case .withdrawn(let said):
            return try encoded(
                WireWithdrawn.with {
                    $0.requestSequence = request
                    $0.withdrawal = WireWithdrawal(said)
                }
            )
        case .delivered(let said):
            return try encoded(
                WireDelivered.with {
                    $0.requestSequence = request
                    $0.delivery = WireDelivery(said)
                }
            )
        default: preconditionFailure("no other event answers a request with its content")
        }
    }

    /// Events between registration and decision.
    private static func encode(step event: CaseEvent) throws -> Encoded {
        switch event {
        case .accepted(let acceptance):
            var body = WireAccepted()
            body.office = acceptance.office
            body.officer = acceptance.officer
            body.role = WireRole(acceptance.role)
            body.note = acceptance.note
            return try encoded(body)
        case .acceptedBySilence(let silence):
            var body = WireAcceptedBySilence()
            body.day = silence.day.wire
            body.receivedMs = silence.receivedAt
            return try encoded(body)
        case .declined(let decline):
            var body = WireDeclined()
            body.reason = decline.reason
            body.remedies = decline.remedies
            body.office = decline.office
            body.officer = decline.officer
            body.role = WireRole(decline.role)
            return try encoded(body)
        case .suspended(let suspension):
            var body = WireSuspended()
            body.procedure = WireProcedure(suspension.procedure)
            body.reason = suspension.reason
            body.expectedDays = UInt32(clamping: suspension.expectedDays)
            body.office = suspension.office
            body.officer = suspension.officer
            body.role = WireRole(suspension.role)
            return try encoded(body)
        case .extended(let said):
            var body = WireExtended()
            body.days = UInt32(clamping: said.days)
            body.approvedBy = said.approvedBy
            body.reason = said.reason
            body.notice = said.notice
            body.office = said.office
            body.officer = said.officer
            body.role = WireRole(said.role)
            return try encoded(body)
        case .reviewed(let review):
            var body = WireReviewed()
            body.recommends = WireOutcome(review.recommends)
            body.opinion = review.opinion
            body.office = review.office
            body.officer = review.officer
            body.role = WireRole(review.role)
            return try encoded(body)
        default: preconditionFailure("no other event is a step between registration and decision")
        }
    }

    /// Events that give a result or end a case in another way.
    private static func encode(end event: CaseEvent) throws -> Encoded {
        switch event {
        case .issued(let issue):
            var body = WireIssued()
            body.documents = issue.documents.map(WireMaterialReference.init)
            body.note = issue.note
            body.office = issue.office
            body.officer = issue.officer
            body.role = WireRole(issue.role)
            return try encoded(body)
        case .decided(let decision):
            var body = WireDecided()
            body.outcome = WireOutcome(decision.outcome)
            body.documents = decision.documents.map(WireMaterialReference.init)
            body.reason = decision.reason
            body.remedies = decision.remedies
            body.office = decision.office
            body.officer = decision.officer
            body.role = WireRole(decision.role)
            return try encoded(body)
        case .passedOn(let said):
            var body = WirePassedOn()
            body.authority = said.authority
            body.reason = said.reason
            body.office = said.office
            body.officer = said.officer
            body.role = WireRole(said.role)
            return try encoded(body)
        case .voided(let said):
            var body = WireVoided()
            body.kind = WireVoidingKind(said.kind)
            body.reason = said.reason
            body.office = said.office
            body.officer = said.officer
            body.role = WireRole(said.role)
            return try encoded(body)
        default: preconditionFailure("no other event ends a case")
        }
    }
}
