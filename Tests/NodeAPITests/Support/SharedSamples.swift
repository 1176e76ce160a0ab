import CaseModel
import NodeAPI

/// Shared records that tests use again and again.
///
/// Quzhou handles the case of `Samples.submission`, which Nanping collected.
extension Samples {
    /// The case.
    package static var number: CaseNumber { submission().number }
    /// When tests begin.
    package static let time: Int64 = 1_795_446_000_000

    /// The result that Quzhou sends back, as a body.
    package static func parcelBody(id: String = "QZ-1", extra: String = "") -> String {
        """
        {"id":"\(id)","cases":["\(number)"],"items":[{"name":"营业执照","form":"original"},
         {"name":"通知书","form":"copy","count":2}],"direction":"results","sender":{"office":"衢州市市场监督管理局"},
         "receiver":{"office":"南平窗口","city":"350700"},"carrier":"ems"\(extra)}
        """
    }

    /// The papers that Nanping sends to Quzhou.
    package static func parcel(id: String = "NP-1") -> Parcel {
        Parcel(
            id: id,
            cases: [number],
            items: [ParcelItem(name: "公司章程", form: .copy, count: 3)],
            direction: .materials,
            sender: OfficeName(office: "南平窗口", city: MemoryNode.nanping),
            receiver: ParcelReceiver(office: "衢州市市场监督管理局", city: MemoryNode.quzhou),
            carrier: .ems,
            trackingNumber: "EA123456789CN",
            costFen: 1_800
        )
    }

    /// A link of a chain of custody, at the time of tests and so many hours later.
    package static func event(_ kind: CustodyEvent.Kind, hours: Int64 = 0, by city: CityCode) -> CustodyEvent {
        CustodyEvent(
            kind,
            at: time + hours * 3_600_000,
            city: city,
            officer: "王芳",
            isSealIntact: kind == .received ? true : nil
        )
    }

    /// An evaluation, as a body.
    package static func evaluationBody(level: Int?, city: String = "330800", extra: String = "") -> String {
        """
        {"office":"衢州市市场监督管理局","city":"\(city)","place":"window","channel":"qr"\
        \(level.map { ",\"level\":\($0)" } ?? "")\(extra)}
        """
    }

    /// A session by video, as a body.
    package static func videoBody(session: String = "room-7", extra: String = "") -> String {
        """
        {"session":"\(session)","startedAt":\(time),"participants":[
         {"name":"李四","city":"330800","office":"衢州市市场监督管理局","part":"officer"},
         {"name":"赵六","city":"350700","office":"南平窗口","part":"officer"},
         {"name":"王五","city":"350700","part":"applicant"}]\(extra)}
        """
    }

    /// A document that a city issued in the case.
    package static func document(_ kind: DocumentKind, by city: CityCode) -> IssuedDocument? {
        guard
            let number = DocumentNumber(
                kind: kind,
                city: city,
                day: LocalDay(milliseconds: time),
                caseNumber: number
            ), let digest = MaterialDigest([UInt8](repeating: 7, count: MaterialDigest.byteCount))
        else { return nil }
        return IssuedDocument(
            number: number,
            caseNumber: Samples.number,
            material: MaterialReference(
                digest: digest,
                name: kind.chineseTerm,
                mediaType: "application/pdf",
                size: 512,
                form: .electronic
            ),
            office: "衢州市市场监督管理局",
            at: time
        )
    }

    /// A city's contacts: a department with a liaison who is on duty by day, and a working group that always is.
    package static func contacts(_ city: CityCode) -> LiaisonList {
        let always = (1...7).map { ServiceHours(weekday: $0, from: 0, until: 1_440) }
        let days = (1...7).map { ServiceHours(weekday: $0, from: 540, until: 1_020) }
        return LiaisonList(
            city: city,
            version: 3,
            offices: [Office(code: "D1", city: city, name: "市场监督管理局", kind: .department)],
            liaisons: [
                Liaison(
                    office: "D1",
                    person: ContactPerson(name: "赵六", phone: "0570-1234567", hours: days),
                    deputies: [ContactPerson(name: "钱七", handle: "qian7", hours: days)]
                ),
                Liaison(
                    office: "D1",
                    items: ["350700001"],
                    person: ContactPerson(name: "孙八", phone: "0570-7654321", hours: days),
                    noDeputyReason: "只有一人熟悉该事项"
                ),
            ],
            workingGroup: [ContactPerson(name: "周九", phone: "0570-1111111", hours: always)]
        )
    }
}
