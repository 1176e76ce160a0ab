import CaseModel
import ExchangeWire
import Foundation

// The values that several bodies share, between the contract's types and the case's. Reading one refuses what the
// contract does not name; whether the values keep the rules of a case is for CaseModel to say.

extension WireApplicant {
    init(_ applicant: Applicant) {
        self.init()
        kind = WireApplicantKind(applicant.kind)
        name = applicant.name
        idType = WireIdType(applicant.idType)
        idNumber = applicant.idNumber
        phone = applicant.phone ?? ""
    }

    func value() throws(EntryFault) -> Applicant {
        Applicant(
            kind: try kind.value("applicant.kind"),
            name: name,
            idType: try idType.value("applicant.id_type"),
            idNumber: idNumber,
            phone: phone.isEmpty ? nil : phone
        )
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
        form = WireMaterialForm(material.form)
    }

    func reference(_ list: String) throws(EntryFault) -> MaterialReference {
        guard let digest = MaterialDigest(digest) else {
            throw EntryFault("bad-body", "a material's digest has \(digest.count) bytes, not 32")
        }
        guard let size = Int64(exactly: size) else { throw EntryFault("bad-body", "a material's size is out of range") }
        return MaterialReference(
            digest: digest,
            name: name,
            mediaType: mediaType,
            size: size,
            form: try form.value("\(list).form")
        )
    }

    /// Reads a list; `field` is its name for a fault.
    static func values(
        _ list: [WireMaterialReference],
        _ field: String
    ) throws(EntryFault) -> [MaterialReference] {
        var references: [MaterialReference] = []
        references.reserveCapacity(list.count)
        for item in list { references.append(try item.reference(field)) }
        return references
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
