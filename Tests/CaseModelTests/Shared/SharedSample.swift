import CaseModel

/// Sound changes of shared records between Quzhou, which collects, and Huangshan, which handles.
enum SharedSample {
    static let parcel = SharedChange.ParcelName(sender: Sample.quzhou, id: PostSample.materials().id)
    static let visit = SharedChange.VisitName(city: Sample.huangshan, id: EvaluationSample.visit.id)
    static let due = LocalDay(milliseconds: Sample.time + 21 * LocalDay.dayMilliseconds)

    static func video(endedAt: Int64? = nil) -> CaseVideo {
        CaseVideo(
            caseNumber: Sample.number,
            handling: Sample.huangshan,
            city: Sample.quzhou,
            session: VideoSession(
                session: "room-7",
                participants: [
                    .init(name: "王芳", city: Sample.quzhou, office: "通办窗口", part: .officer),
                    .init(name: "李强", city: Sample.huangshan, office: "市场监督管理局", part: .officer),
                    .init(name: "程晓山", city: Sample.quzhou, part: .applicant),
                ],
                startedAt: Sample.time,
                endedAt: endedAt,
                outcome: endedAt == nil ? nil : .confirmed
            )
        )
    }

    static func document(_ kind: DocumentKind = .acceptance, city: CityCode = Sample.huangshan) -> IssuedDocument {
        IssuedDocument(
            number: sure(
                DocumentNumber(
                    kind: kind,
                    city: city,
                    day: LocalDay(milliseconds: Sample.time),
                    caseNumber: Sample.number
                )
            ),
            caseNumber: Sample.number,
            material: Sample.material(),
            office: "市场监督管理局",
            at: Sample.time
        )
    }

    static func contacts(version: Int = 1) -> LiaisonList {
        LiaisonList(
            city: Sample.quzhou,
            version: version,
            offices: [],
            liaisons: [],
            workingGroup: [
                ContactPerson(
                    name: "周九",
                    phone: "0570-1234567",
                    hours: [ServiceHours(weekday: 1, from: 540, until: 1_020)]
                )
            ]
        )
    }

    /// One change of every kind, each with what is there before it.
    static func all() throws -> [(change: SharedChange, before: SharedRecord?)] {
        let listed = SharedRecord.parcel(PostSample.materials())
        let bad = SharedRecord.visit(try EvaluationSample.record(.dissatisfied))
        return [
            (.parcelListed(PostSample.materials()), nil),
            (.parcelLabelled(parcel, ParcelLabel(costFen: 1_800)), listed),
            (.custody(parcel, PostSample.event(.packed)), listed),
            (.evaluated(EvaluationSample.visit, EvaluationSample.evaluation(.dissatisfied), due: due), nil),
            (.rectified(visit, EvaluationSample.step(.answer)), bad),
            (.video(video()), nil),
            (.video(video(endedAt: Sample.time + 600_000)), .video(video())),
            (.documentIssued(document()), nil),
            (.contactsPublished(contacts()), nil),
            (.contactsPublished(contacts(version: 2)), .contacts(contacts())),
        ]
    }
}
