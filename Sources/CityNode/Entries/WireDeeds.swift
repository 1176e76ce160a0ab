import CaseModel
import ExchangeWire

// What people say of a case, between the contract's types and the case's.

extension WireRemark {
    init(_ remark: Remark) {
        self.init()
        office = remark.office
        officer = remark.officer
        role = WireRole(remark.role)
        note = remark.note
    }

    func value() throws(EntryFault) -> Remark {
        Remark(office: office, officer: officer, role: try role.value("role"), note: note)
    }
}

extension WireCorrection {
    init(_ correction: Correction) {
        self.init()
        defects = correction.defects.map(WireDefect.init)
        office = correction.office
        officer = correction.officer
        role = WireRole(correction.role)
        if let why = correction.exception {
            exception.supervisor = why.supervisor
            exception.reason = why.reason
        }
    }

    func value() throws(EntryFault) -> Correction {
        Correction(
            defects: defects.map(\.defect),
            office: office,
            officer: officer,
            role: try role.value("role"),
            exception: hasException
                ? Correction.Exception(supervisor: exception.supervisor, reason: exception.reason) : nil
        )
    }
}

extension WireHandOver {
    init(_ handOver: HandOver) {
        self.init()
        reason = handOver.reason
        office = handOver.office
        officer = handOver.officer
        role = WireRole(handOver.role)
    }

    func value() throws(EntryFault) -> HandOver {
        HandOver(reason: reason, office: office, officer: officer, role: try role.value("role"))
    }
}

extension WireLegReport {
    init(_ report: LegReport) {
        self.init()
        leg = report.leg
        result = report.result
        documents = report.documents.map(WireMaterialReference.init)
        office = report.office
        officer = report.officer
        role = WireRole(report.role)
    }

    func value() throws(EntryFault) -> LegReport {
        LegReport(
            leg: leg,
            result: result,
            documents: try WireMaterialReference.values(documents, "documents"),
            office: office,
            officer: officer,
            role: try role.value("role")
        )
    }
}

extension WireWithdrawal {
    init(_ withdrawal: Withdrawal) {
        self.init()
        reason = withdrawal.reason
        office = withdrawal.office
        officer = withdrawal.officer
        role = WireRole(withdrawal.role)
    }

    func value() throws(EntryFault) -> Withdrawal {
        Withdrawal(reason: reason, office: office, officer: officer, role: try role.value("role"))
    }
}

extension WireDelivery {
    init(_ delivery: Delivery) {
        self.init()
        method = WireDeliveryMethod(delivery.method)
        recipient = delivery.recipient
        note = delivery.note
        officer = delivery.officer
        role = WireRole(delivery.role)
    }

    func value() throws(EntryFault) -> Delivery {
        Delivery(
            method: try method.value("method"),
            recipient: recipient,
            note: note,
            officer: officer,
            role: try role.value("role")
        )
    }
}
