import CaseModel
import NodeAPI

extension MemoryNode {
    /// A shared record with its place in the order of records.
    struct Shared {
        var record: SharedRecord
        var version: Int
        var changedAt: Int64
        var order: Int64
    }

    package func standpoint() async throws(ServiceError) -> Standpoint {
        try change { state throws(ServiceError) -> Standpoint in
            Standpoint(city: Self.quzhou, now: state.clock, videoLink: state.videoLink)
        }
    }

    package func change(_ change: SharedChange, write: WriteKey) async throws(ServiceError) -> SharedAnswer {
        let answer = try self.change { state throws(ServiceError) -> SharedAnswer in
            if let before = try Self.before(write, state) {
                guard case .shared(var answer) = before else { throw .keyReused(write.key) }
                answer.replayed = true
                return answer
            }
            let name = change.name
            let file = try Self.check(change, state)
            let next = try Self.applying(change, state)
            let answer: SharedAnswer
            if name.owner == Self.quzhou {
                let kept = Self.keep(next, name, &state)
                Self.note(change, isRequest: false, from: Self.quzhou, on: file, &state)
                answer = SharedAnswer(
                    name: name,
                    state: kept.record.state,
                    version: kept.version,
                    effect: .applied,
                    at: state.clock
                )
            } else {
                let before = state.shared[name]
                state.requests.append(change)
                Self.note(change, isRequest: true, from: Self.quzhou, on: file, &state)
                answer = SharedAnswer(
                    name: name,
                    state: before?.record.state ?? "",
                    version: before?.version ?? 0,
                    effect: .requested,
                    at: state.clock
                )
            }
            state.keys[write.key] = Remembered(request: write.request, answer: .shared(answer))
            return answer
        }
        wake()
        return answer
    }

    package func sharedRecord(_ name: SharedName) async throws(ServiceError) -> SharedItem? {
        try change { state throws(ServiceError) -> SharedItem? in
            state.shared[name].map { Self.item(name, $0, at: state.clock) }
        }
    }

    package func sharedRecords(_ query: SharedQuery) async throws(ServiceError) -> SharedPage {
        try change { state throws(ServiceError) -> SharedPage in
            let found = state.shared.filter { name, kept in
                name.kind == query.kind && (query.owner ?? name.owner) == name.owner
                    && (query.caseNumber.map(kept.record.cases.contains) ?? true)
                    && (query.states.isEmpty || query.states.contains(kept.record.state))
                    && (query.cursor.map { kept.order < $0 } ?? true)
            }.sorted { $0.value.order > $1.value.order }
            let page = found.prefix(query.limit)
            return SharedPage(
                items: page.map { Self.item($0.key, $0.value, at: state.clock) },
                next: found.count > page.count ? page.last?.value.order : nil
            )
        }
    }

    package func ownContacts() async throws(ServiceError) -> LiaisonList? {
        try change { state throws(ServiceError) -> LiaisonList? in state.contacts }
    }

    // MARK: - What tests set and see

    /// A change that its record's owner, or an applicant, says.
    package func hear(_ change: SharedChange) throws(ServiceError) {
        try self.change { state throws(ServiceError) -> Void in
            let next = try Self.applying(change, state)
            let cases = state.shared[change.name]?.record.cases ?? change.cases
            _ = Self.keep(next, change.name, &state)
            Self.note(change, isRequest: false, from: change.name.owner, on: cases.first, &state)
        }
        wake()
    }

    /// Sets this city's own contacts.
    package func set(_ contacts: LiaisonList) { state.withLock { $0.contacts = contacts } }

    /// Sets how the address of a session is made.
    package func set(_ videoLink: LinkTemplate) { state.withLock { $0.videoLink = videoLink } }

    /// What this node asked other cities for.
    package var requests: [SharedChange] { state.withLock { $0.requests } }

    // MARK: - Parts

    private static func applying(_ change: SharedChange, _ state: State) throws(ServiceError) -> SharedRecord {
        let dated = change.dated { day, count in day.adding(weekdays: count) }
        do throws(CaseRefusal) {
            return try SharedRecord.applying(dated, to: state.shared[change.name]?.record)
        } catch { throw .refused(error) }
    }

    /// The first case of a change that this city may say, and whose cases are all here.
    private static func check(_ change: SharedChange, _ state: State) throws(ServiceError) -> CaseNumber? {
        let before = state.shared[change.name]?.record
        let numbers = before?.cases ?? change.cases
        do {
            for number in numbers {
                guard let file = state.files[number] else { throw ServiceError.notFound(.case, "\(number)") }
                if before == nil { try change.check(against: file.record) }
            }
            try change.checkTeller(quzhou)
        } catch let refusal as CaseRefusal {
            throw .refused(refusal)
        } catch let error as ServiceError {
            throw error
        } catch { throw .fault("\(error)") }
        return numbers.first
    }

    /// Writes a change into the journal, and into the history of its first case.
    private static func note(
        _ change: SharedChange,
        isRequest: Bool,
        from city: CityCode,
        on number: CaseNumber?,
        _ state: inout State
    ) {
        let numbers = number.map { [$0] } ?? []
        let id = append(isRequest ? .sharedChangeRequested : .sharedChanged, numbers, from: city, &state)
        guard let number else { return }
        let said = item(id, .shared(change, isRequest: isRequest), from: city, state)
        state.files[number]?.history.append(said)
    }

    private static func keep(_ record: SharedRecord, _ name: SharedName, _ state: inout State) -> Shared {
        let before = state.shared[name]
        let kept = Shared(
            record: record,
            version: (before?.version ?? 0) + 1,
            changedAt: state.clock,
            order: before?.order ?? Int64(state.shared.count + 1)
        )
        state.shared[name] = kept
        return kept
    }

    private static func item(_ name: SharedName, _ kept: Shared, at now: Int64) -> SharedItem {
        var alarms: [ParcelAlarm] = []
        if case .parcel(let parcel) = kept.record {
            // A week for the way, where a real node counts working days.
            alarms = parcel.alarms(at: now) { $0 + 7 * LocalDay.dayMilliseconds }
        }
        return SharedItem(
            name: name,
            record: kept.record,
            version: kept.version,
            changedAt: kept.changedAt,
            alarms: alarms
        )
    }
}
