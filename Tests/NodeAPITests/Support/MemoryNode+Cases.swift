import CaseModel
import NodeAPI

extension MemoryNode {
    package func submit(_ draft: CaseDraft, write: WriteKey) async throws(ServiceError) -> WriteAnswer {
        let answer = try change { state throws(ServiceError) -> WriteAnswer in
            if let before = try Self.writtenBefore(write, state) { return before }
            guard draft.handling == Self.quzhou || state.peers.contains(where: { $0.code == draft.handling }) else {
                throw .notMember(draft.handling, members: state.peers.map(\.code))
            }
            try Self.checkMaterials(draft.materials, state)
            let number = CaseNumber(
                collecting: Self.quzhou,
                at: state.clock,
                random: UInt64(state.clock) &* 0x9E37_79B9_7F4A_7C15
            )
            let submission = Submission(
                number: number,
                collecting: Self.quzhou,
                handling: draft.handling,
                itemCode: draft.itemCode,
                itemName: draft.itemName,
                mode: draft.mode ?? .online,
                terms: Self.terms(for: draft.mode ?? .online),
                applicant: draft.applicant,
                agent: draft.agent,
                identity: draft.identity,
                fields: draft.fields,
                materials: draft.materials,
                office: draft.office,
                officer: draft.officer,
                role: draft.role
            )
            let record = try Self.file(
                submission,
                consulting: draft.isConsultation,
                side: .collecting,
                from: Self.quzhou,
                &state
            )
            return Self.remember(
                write,
                WriteAnswer(
                    number: number,
                    state: record.state,
                    version: record.version,
                    kind: draft.isConsultation ? .consulted : .submitted,
                    effect: .applied,
                    at: state.clock
                ),
                &state
            )
        }
        wake()
        return answer
    }

    package func perform(_ orders: [WriteOrder]) async -> [Result<WriteAnswer, ServiceError>] {
        var outcomes: [Result<WriteAnswer, ServiceError>] = []
        for order in orders {
            do throws(ServiceError) {
                switch order.work {
                case .submit(let draft): outcomes.append(.success(try await submit(draft, write: order.write)))
                case .act(let action, let number, let version):
                    let answer = try await act(action, on: number, expectedVersion: version, write: order.write)
                    outcomes.append(.success(answer))
                }
            } catch {
                outcomes.append(.failure(error))
            }
        }
        return outcomes
    }

    package func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expectedVersion: Int?,
        write: WriteKey
    ) async throws(ServiceError) -> WriteAnswer {
        let answer = try change { state throws(ServiceError) -> WriteAnswer in
            if let before = try Self.writtenBefore(write, state) { return before }
            guard let file = state.files[number] else { throw .notFound(.case, "\(number)") }
            if let expectedVersion, expectedVersion != file.record.version {
                throw .staleVersion(expected: expectedVersion, current: file.record.version)
            }
            let outcome: CaseOutcome
            do throws(CaseRefusal) {
                outcome = try file.record.deciding(action, side: file.side)
            } catch { throw .refused(error) }
            let kind: FeedKind
            var record = file.record
            switch outcome {
            case .event(let event, _):
                record = try Self.apply(event, to: number, from: Self.quzhou, &state)
                kind = Self.kind(event)
            case .request(let request):
                kind = Self.note(request, on: number, &state)
            }
            let isEvent = if case .event = outcome { true } else { false }
            return Self.remember(
                write,
                WriteAnswer(
                    number: number,
                    state: record.state,
                    version: record.version,
                    kind: kind,
                    effect: isEvent ? .applied : .requested,
                    at: state.clock
                ),
                &state
            )
        }
        wake()
        return answer
    }

    package func receipt(of number: CaseNumber, waitingSeconds: Int) async throws(ServiceError) -> Transport? {
        state.withLock { $0.waits.append(waitingSeconds) }
        return try await caseView(number)?.transport
    }

    /// The other city has receipted all that this node said of a case.
    package func receipt(_ number: CaseNumber) {
        state.withLock { state in
            guard let history = state.files[number]?.history else { return }
            for index in history.indices where history[index].transport != nil {
                state.files[number]?.history[index].transport = .received
            }
        }
    }

    /// For how many seconds callers would wait, in the order in which they asked.
    package var waits: [Int] { state.withLock { $0.waits } }

    package func caseView(_ number: CaseNumber) async throws(ServiceError) -> CaseView? {
        try change { state throws(ServiceError) -> CaseView? in
            guard let file = state.files[number] else { return nil }
            return CaseView(
                record: file.record,
                side: file.side,
                submission: file.submission,
                erasure: file.erasure,
                transport: file.history.last(where: { $0.city == Self.quzhou })?.transport,
                readings: state.readings,
                history: file.history,
                materials: (file.submission?.materials ?? []).map {
                    MaterialHolding(
                        reference: $0,
                        origin: .submitted,
                        heldBytes: Int64(state.materials[$0.digest]?.count ?? 0)
                    )
                },
                reminders: state.reminders.filter { $0.number == number }
            )
        }
    }

    package func cases(_ query: CaseQuery) async throws(ServiceError) -> CasePage {
        try change { state throws(ServiceError) -> CasePage in
            let isByDue = query.order == .due || query.dueBy != nil
            func rank(_ file: File) -> [Int64] {
                let due = isByDue ? Int64(state.due[file.record.number]?.number ?? .max) : 0
                return [due, query.order == .newest && !isByDue ? -file.order : file.order]
            }
            let found = state.files.values.filter { file in
                let due = state.due[file.record.number]
                return (query.states.isEmpty || query.states.contains(file.record.state))
                    && (query.side ?? file.side) == file.side
                    && (query.peer.map { $0 == file.record.handling || $0 == file.record.collecting } ?? true)
                    && (query.mode ?? file.record.mode) == file.record.mode
                    && (query.ending == nil || query.ending == file.record.ending)
                    && (query.itemCodes.isEmpty || query.itemCodes.contains(file.record.itemCode))
                    && (!isByDue || due != nil)
                    && (query.dueBy.map { last in due.map { $0 <= last } ?? false } ?? true)
            }.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
            let rest = found.drop { file in query.cursor != nil && query.cursor != "\(file.order)" }
                .dropFirst(query.cursor == nil ? 0 : 1)
            let page = rest.prefix(query.limit)
            return CasePage(
                cases: page.map {
                    CaseSummary(record: $0.record, side: $0.side, dueOn: state.due[$0.record.number])
                },
                next: rest.count > page.count ? page.last.map { "\($0.order)" } : nil
            )
        }
    }

    /// The first of a case's last days is this one.
    package func set(due day: LocalDay, of number: CaseNumber) { state.withLock { $0.due[number] = day } }

    // MARK: - What tests set

    /// A case that Nanping submitted to this node.
    package func receive(_ submission: Submission, consulting: Bool = false) throws(ServiceError) {
        _ = try change { state throws(ServiceError) -> CaseRecord in
            try Self.file(
                submission,
                consulting: consulting,
                side: .handling,
                from: submission.collecting,
                &state
            )
        }
        wake()
    }

    /// An event that the case's handling city says.
    package func hear(_ event: CaseEvent, on number: CaseNumber) throws(ServiceError) {
        _ = try change { state throws(ServiceError) -> CaseRecord in
            guard let file = state.files[number] else { throw .notFound(.case, "\(number)") }
            return try Self.apply(event, to: number, from: file.record.handling, &state)
        }
        wake()
    }

    /// A case's personal data are erased, as they are after its term.
    package func erase(_ number: CaseNumber, _ erasure: Erasure) {
        state.withLock { state in
            guard var file = state.files[number] else { return }
            (file.submission, file.erasure) = (nil, erasure)
            for (index, item) in file.history.enumerated() {
                switch item.content {
                case .event(.submitted): file.history[index].content = .erased(.submitted, erasure)
                case .event(.delivered): file.history[index].content = .erased(.delivered, erasure)
                default: continue
                }
            }
            state.files[number] = file
        }
    }

    // MARK: - Parts

    /// What a request with this key was answered before; throws where it was another one.
    static func before(_ write: WriteKey, _ state: State) throws(ServiceError) -> Remembered.Answer? {
        guard let remembered = state.keys[write.key] else { return nil }
        guard remembered.request == write.request else { throw .keyReused(write.key) }
        return remembered.answer
    }

    private static func writtenBefore(_ write: WriteKey, _ state: State) throws(ServiceError) -> WriteAnswer? {
        guard let before = try before(write, state) else { return nil }
        guard case .written(var answer) = before else { throw .keyReused(write.key) }
        answer.replayed = true
        return answer
    }

    private static func remember(_ write: WriteKey, _ answer: WriteAnswer, _ state: inout State) -> WriteAnswer {
        state.keys[write.key] = Remembered(request: write.request, answer: .written(answer))
        return answer
    }

    private static func checkMaterials(_ references: [MaterialReference], _ state: State) throws(ServiceError) {
        for (index, reference) in references.enumerated() {
            guard let bytes = state.materials[reference.digest] else {
                throw .materialMissing(reference.digest, field: "materials[\(index)]")
            }
            guard bytes.count == reference.size else {
                throw .materialSizeDiffers(
                    reference.digest,
                    field: "materials[\(index)].size",
                    stored: Int64(bytes.count)
                )
            }
        }
    }

    /// What a guide would say: two legs for joint handling, one in each city.
    package static func terms(for mode: HandlingMode) -> GuideTerms {
        var terms = GuideTerms.law
        guard mode == .joint else { return terms }
        terms.legs = [
            .init(key: "out", name: "转出", office: "转出地社保", side: .handling, limit: terms.promised),
            .init(key: "in", name: "转入", office: "转入地社保", side: .collecting, after: ["out"], limit: terms.promised),
        ]
        return terms
    }

    private static func file(
        _ submission: Submission,
        consulting: Bool = false,
        side: Side,
        from city: CityCode,
        _ state: inout State
    ) throws(ServiceError) -> CaseRecord {
        let record: CaseRecord
        do throws(CaseRefusal) {
            record =
                consulting
                ? try CaseRecord(consulted: submission, at: state.clock)
                : try CaseRecord(submitted: submission, at: state.clock)
        } catch { throw .refused(error) }
        let event: CaseEvent = consulting ? .consulted(submission) : .submitted(submission)
        let id = append(kind(event), [submission.number], from: city, &state)
        state.files[submission.number] = File(
            record: record,
            side: side,
            submission: submission,
            history: [item(id, .event(event), from: city, state)],
            order: id
        )
        return record
    }

    private static func apply(
        _ event: CaseEvent,
        to number: CaseNumber,
        from city: CityCode,
        _ state: inout State
    ) throws(ServiceError) -> CaseRecord {
        guard var file = state.files[number] else { throw .notFound(.case, "\(number)") }
        do { file.record = try file.record.applying(event, at: state.clock) } catch { throw .refused(error) }
        let id = append(kind(event), [number], from: city, &state)
        file.history.append(item(id, .event(event), from: city, state))
        state.files[number] = file
        return file.record
    }

    private static func note(_ request: CaseRequest, on number: CaseNumber, _ state: inout State) -> FeedKind {
        let kind: FeedKind
        switch request {
        case .supplement: kind = .supplementOffered
        case .handOver: kind = .handOverOffered
        case .legReport: kind = .legReported
        case .withdrawal: kind = .withdrawalRequested
        case .delivery: kind = .deliveryReported
        }
        let id = append(kind, [number], from: quzhou, &state)
        let said = item(id, .request(request), from: quzhou, state)
        state.files[number]?.history.append(said)
        return kind
    }

    static func append(
        _ kind: FeedKind,
        _ numbers: [CaseNumber],
        from city: CityCode,
        _ state: inout State
    ) -> Int64 {
        let id = Int64(state.events.count + 1)
        state.events.append(
            FeedEvent(
                id: id,
                at: state.clock,
                kind: kind,
                city: city,
                peer: nanping,
                subjects: numbers.map { EventSubject($0) }
            )
        )
        return id
    }

    static func item(
        _ id: Int64,
        _ content: HistoryItem.Content,
        from city: CityCode,
        _ state: State
    ) -> HistoryItem {
        HistoryItem(
            id: id,
            at: state.clock,
            city: city,
            content: content,
            transport: city == quzhou ? .sent : nil
        )
    }

    private static func kind(_ event: CaseEvent) -> FeedKind {
        guard let kind = FeedKind(rawValue: event.kind.rawValue) else {
            preconditionFailure("every event has a name in the feed")
        }
        return kind
    }
}
