import CaseModel
import ExchangeWire

// Requests and events on their way in.
extension EntryDecoder {
    /// What the collecting city asks for.
    static func request(_ content: EntryContent) throws(EntryFault) -> CaseRequest {
        switch content {
        case .supplementOffered(let body):
            return .supplement(
                Supplement(
                    fields: body.fields.map(\.field),
                    materials: try WireMaterialReference.values(body.materials, "materials"),
                    note: body.note,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .handOverOffered(let body): return .handOver(try body.handOver.value())
        case .legReported(let body): return .legReport(try body.report.value())
        case .withdrawalRequested(let body): return .withdrawal(try body.withdrawal.value())
        case .deliveryReported(let body): return .delivery(try body.delivery.value())
        default: preconditionFailure("no other body is a request")
        }
    }

    /// An event that can answer a request.
    static func answer(_ content: EntryContent) throws(EntryFault) -> Statement {
        switch content {
        case .supplemented(let body):
            return .event(.supplemented(request: body.requestSequence), answers: body.requestSequence)
        case .handedOver(let body):
            return .event(.handedOver(try body.handOver.value()), answers: body.requestSequence)
        case .legConcluded(let body):
            return .event(.legConcluded(try body.report.value()), answers: body.requestSequence)
        case .withdrawn(let body):
            return .event(.withdrawn(try body.withdrawal.value()), answers: body.requestSequence)
        case .delivered(let body):
            return .event(.delivered(try body.delivery.value()), answers: body.requestSequence)
        default: preconditionFailure("no other body is an answer")
        }
    }

    /// An event that answers nothing.
    static func event(_ content: EntryContent) throws(EntryFault) -> CaseEvent {
        switch content {
        case .endorsed(let body): return .endorsed(try body.remark.value())
        case .forwarded(let body): return .forwarded(try body.remark.value())
        case .lapsed(let body): return .lapsed(try body.remark.value())
        case .resumed(let body): return .resumed(try body.remark.value())
        case .approved(let body): return .approved(try body.remark.value())
        case .archived(let body): return .archived(try body.remark.value())
        case .objected(let body): return .objected(try body.correction.value())
        case .correctionRequested(let body): return .correctionRequested(try body.correction.value())
        case .accepted(let body):
            return .accepted(
                Acceptance(
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role"),
                    note: body.note
                )
            )
        case .acceptedBySilence(let body):
            return .acceptedBySilence(
                Silence(day: try LocalDay(wire: body.day, "day"), receivedAt: body.receivedMs)
            )
        case .declined(let body):
            return .declined(
                Decline(
                    reason: body.reason,
                    remedies: body.remedies,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .suspended(let body):
            return .suspended(
                Suspension(
                    procedure: try body.procedure.value("procedure"),
                    reason: body.reason,
                    expectedDays: Int(body.expectedDays),
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .extended(let body):
            return .extended(
                Extension(
                    days: Int(body.days),
                    approvedBy: body.approvedBy,
                    reason: body.reason,
                    notice: body.notice,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .reviewed(let body):
            return .reviewed(
                Review(
                    recommends: try body.recommends.value("recommends"),
                    opinion: body.opinion,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        default: return try end(content)
        }
    }

    /// An event that gives a result or ends a case in another way.
    private static func end(_ content: EntryContent) throws(EntryFault) -> CaseEvent {
        switch content {
        case .issued(let body):
            return .issued(
                Issue(
                    documents: try WireMaterialReference.values(body.documents, "documents"),
                    note: body.note,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .decided(let body):
            return .decided(
                Decision(
                    outcome: try body.outcome.value("outcome"),
                    documents: try WireMaterialReference.values(body.documents, "documents"),
                    reason: body.reason,
                    remedies: body.remedies,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .passedOn(let body):
            return .passedOn(
                PassOn(
                    authority: body.authority,
                    reason: body.reason,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        case .voided(let body):
            return .voided(
                Voiding(
                    kind: try body.kind.value("kind"),
                    reason: body.reason,
                    office: body.office,
                    officer: body.officer,
                    role: try body.role.value("role")
                )
            )
        default: preconditionFailure("every other body is read before")
        }
    }
}
