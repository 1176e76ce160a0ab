import CaseModel
import ExchangeWire
import Foundation

// The values that several bodies share, between the contract's types and the case's. Reading one refuses what the
// contract does not name; whether the values keep the rules of a case is for CaseModel to say.

extension WireApplicant {
    init(_ applicant: Applicant) {
        self.init()
        kind =
            switch applicant.kind {
            case .natural: .natural
            case .legal: .legal
            case .other: .other
            }
        name = applicant.name
        idType =
            switch applicant.idType {
            case .citizenID: .citizenID
            case .residencePermit: .residencePermit
            case .creditCode: .creditCode
            case .passport: .passport
            case .other: .other
            }
        idNumber = applicant.idNumber
        phone = applicant.phone ?? ""
    }

    func value() throws(EntryFault) -> Applicant {
        let kind: Applicant.Kind
        switch self.kind {
        case .natural: kind = .natural
        case .legal: kind = .legal
        case .other: kind = .other
        case .unspecified, .UNRECOGNIZED: throw .unknown("applicant.kind")
        }
        let type: Applicant.IDType
        switch idType {
        case .citizenID: type = .citizenID
        case .residencePermit: type = .residencePermit
        case .creditCode: type = .creditCode
        case .passport: type = .passport
        case .other: type = .other
        case .unspecified, .UNRECOGNIZED: throw .unknown("applicant.id_type")
        }
        return Applicant(kind: kind, name: name, idType: type, idNumber: idNumber, phone: phone.isEmpty ? nil : phone)
    }
}

extension WireFormField {
    init(_ field: FormField) {
        self.init()
        name = field.name
        value = field.value
    }

    var field: FormField { FormField(name: name, value: value) }
}

extension WireDefect {
    init(_ defect: Correction.Defect) {
        self.init()
        subject = defect.subject
        problem = defect.problem
        remedy = defect.remedy
    }

    var defect: Correction.Defect { Correction.Defect(subject: subject, problem: problem, remedy: remedy) }
}

extension WireMaterialReference {
    init(_ material: MaterialReference) {
        self.init()
        digest = material.digest.withBytes { Data($0) }
        name = material.name
        mediaType = material.mediaType
        size = UInt64(material.size)
        form =
            switch material.form {
            case .original: .original
            case .copy: .copy
            case .electronic: .electronic
            }
    }

    func reference() throws(EntryFault) -> MaterialReference {
        guard let digest = MaterialDigest(digest) else {
            throw EntryFault("bad-body", "a material's digest has \(digest.count) bytes, not 32")
        }
        let form: MaterialReference.Form
        switch self.form {
        case .original: form = .original
        case .copy: form = .copy
        case .electronic: form = .electronic
        case .unspecified, .UNRECOGNIZED: throw .unknown("materials.form")
        }
        guard let size = Int64(exactly: size) else { throw EntryFault("bad-body", "a material's size is out of range") }
        return MaterialReference(digest: digest, name: name, mediaType: mediaType, size: size, form: form)
    }
}

extension WireDelivery {
    init(_ delivery: Delivery) {
        self.init()
        method =
            switch delivery.method {
            case .window: .window
            case .post: .post
            case .electronic: .electronic
            }
        recipient = delivery.recipient
        note = delivery.note
        officer = delivery.officer
    }

    func value() throws(EntryFault) -> Delivery {
        let way: Delivery.Method
        switch method {
        case .window: way = .window
        case .post: way = .post
        case .electronic: way = .electronic
        case .unspecified, .UNRECOGNIZED: throw .unknown("delivery.method")
        }
        return Delivery(method: way, recipient: recipient, note: note, officer: officer)
    }
}

extension EntryFault {
    static func unknown(_ field: String) -> EntryFault {
        EntryFault(
            "unknown-value",
            "\(field) has a value that this version does not know; upgrade, then replay the entry"
        )
    }
}
