import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Reads cases and events as other systems of the city take them over, a piece at a time.
struct ExtractReader {
    /// Reads what a case contributes.
    let facts: FactReader
    /// This node's city.
    let city: CityCode

    /// Cases after one, at most as many as are read at once.
    ///
    /// - Parameters:
    ///   - after: the sequence of the last case that was taken over.
    ///   - span: the time within which its instant lies.
    ///   - instant: the instant that decides.
    func cases(
        after: Int64,
        within span: Range<Int64>,
        by instant: CaseInstant,
        _ reader: any StoreReader
    ) throws -> [CaseExtract] {
        let last = CaseID(rawValue: after)
        let rows = try reader.cases(after: last, within: span, by: instant, limit: FactReader.casesPerRead)
        return try rows.map { row in
            let (fact, applicant) = try facts.told(row, reader)
            return CaseExtract(sequence: row.id.rawValue, record: row.record, fact: fact, applicant: applicant)
        }
    }

    /// What an entry of the journal says of cases: nothing, something of one, or the registration of many.
    func events(of entry: JournalEntry) -> [EventExtract] {
        let statement = entry.isQuarantined ? nil : try? EntryDecoder.decode(entry, at: facts.node)
        let numbers: [CaseNumber]
        if case .registered(let all)? = statement {
            numbers = all
        } else {
            numbers = [entry.caseNumber].compactMap { $0 }
        }
        let (office, role) = Self.actor(statement)
        let peer = CityCode(number: entry.stream.peer.number) ?? city
        return numbers.map { number in
            EventExtract(
                sequence: entry.id.rawValue,
                number: number,
                at: entry.at,
                kind: EntryKind(rawValue: entry.kind).map { "\($0)" } ?? "unknown",
                city: entry.direction == .outgoing ? city : peer,
                peer: entry.direction == .outgoing ? peer : city,
                office: office,
                role: role
            )
        }
    }

    private static func actor(_ statement: Statement?) -> (office: String?, role: Role?) {
        switch statement {
        case .submitted(let said), .consulted(let said): (said.office, said.role)
        case .event(let event, _): ((event.deed as? any OfficeDeed)?.office, event.deed?.role)
        case .request(let request): ((request.deed as? any OfficeDeed)?.office, request.deed.role)
        default: (nil, nil)
        }
    }
}
