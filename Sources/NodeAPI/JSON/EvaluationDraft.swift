import CaseModel

/// An evaluation as a window or a portal sends it: the visit, and the form with nothing but what the applicant chose.
struct EvaluationDraft: Decodable {
    /// The visit's own name, where the system that asks has one.
    var id: String?
    var office: String
    var city: CityCode?
    var place: Visit.Place
    var channel: Visit.Channel
    /// When the office served; the moment of the evaluation where nothing is said.
    var at: Int64?
    var form: EvaluationForm

    private enum CodingKeys: String, CodingKey { case id, office, city, place, channel, at }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        office = try container.decode(String.self, forKey: .office)
        city = try container.decodeIfPresent(CityCode.self, forKey: .city)
        place = try container.decode(Visit.Place.self, forKey: .place)
        channel = try container.decode(Visit.Channel.self, forKey: .channel)
        at = try container.decodeIfPresent(Int64.self, forKey: .at)
        form = try EvaluationForm(from: decoder)
    }

    /// What is said about a case, at a node; `name` names the visit where the caller does not.
    func change(of number: CaseNumber, at here: Standpoint, name: String) throws(CaseRefusal) -> SharedChange {
        let visit = Visit(
            id: id ?? name,
            caseNumber: number,
            office: office,
            city: city ?? here.city,
            place: place,
            channel: channel,
            at: at ?? here.now
        )
        return .evaluated(visit, try form.evaluation(of: visit, at: here.now), due: nil)
    }
}

/// A step of a ticket, by an office of this city.
struct RectificationDraft: Decodable {
    /// The office that does it, without its city.
    struct Office: Decodable {
        var office: String
    }

    var kind: RectificationStep.Kind
    var by: Office
    var officer: String
    var text: String
    var at: Int64?

    /// What is said, at a node.
    func change(of visit: SharedChange.VisitName, at here: Standpoint) -> SharedChange {
        .rectified(
            visit,
            RectificationStep(
                kind,
                by: OfficeName(office: by.office, city: here.city),
                officer: officer,
                text: text,
                at: at ?? here.now
            )
        )
    }
}
