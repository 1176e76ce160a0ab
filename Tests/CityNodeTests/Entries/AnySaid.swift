import CaseModel
import TestChance

/// Sound sayings by chance: every event and request with texts, papers and people of all kinds.
struct AnySaid {
    var random: SplitMix

    init(seed: Int) { random = SplitMix(seed: UInt64(seed)) }

    mutating func pick<Value>(_ list: [Value]) -> Value { sure(list.randomElement(using: &random)) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func isHeads() -> Bool { Bool.random(using: &random) }

    /// An instant in 2026 or later.
    mutating func instant() -> Int64 { 1_767_225_600_000 + Int64(number(0...1_000_000_000_000)) }

    /// One line; its first character is never blank.
    mutating func line(_ count: ClosedRange<Int> = 1...20) -> String {
        let length = number(count)
        guard length > 0 else { return "" }
        let letters = Array("材料补正aZ9 -，𠮷é")
        return "办" + String((1..<length).map { _ in pick(letters) })
    }

    /// One line or several.
    mutating func text(_ count: ClosedRange<Int> = 1...60) -> String {
        let text = line(count)
        return isHeads() && text.count < count.upperBound ? text + "\n" : text
    }

    mutating func papers(_ count: ClosedRange<Int> = 0...3) -> [MaterialReference] {
        (0..<number(count)).map { index in
            MaterialReference(
                digest: Sample.digest(Sample.bytes(8, seed: random.next())),
                name: "\(index)" + line(),
                mediaType: pick(["application/pdf", "image/jpeg"]),
                size: pick([1, 1_000, CaseLimits.materialBytesMax]),
                form: pick(MaterialReference.Form.allCases)
            )
        }
    }

    mutating func fields() -> [FormField] {
        (0..<number(0...5)).map { FormField(name: "\($0)" + line(), value: text(0...60)) }
    }

    mutating func role() -> Role { pick(Role.allCases) }
}

extension AnySaid {
    /// One request of every kind.
    mutating func requests() -> [CaseRequest] {
        let supplement = Supplement(
            fields: fields(),
            materials: papers(),
            note: text(),
            officer: line(),
            role: role()
        )
        return [
            .supplement(supplement), .handOver(handOver()), .legReport(legReport()), .withdrawal(withdrawal()),
            .delivery(delivery()),
        ]
    }

    /// One event of every kind that speaks of one case and does not begin it.
    mutating func events() -> [CaseEvent] {
        [
            .endorsed(remark()), .forwarded(remark()), .lapsed(remark()), .resumed(remark()), .approved(remark()),
            .archived(remark()), .objected(correction()), .correctionRequested(correction()),
            .supplemented(request: random.next() >> 1), .handedOver(handOver()), .legConcluded(legReport()),
            .withdrawn(withdrawal()), .delivered(delivery()),
            .accepted(Acceptance(office: line(), officer: line(), role: role(), note: text(0...60))),
            .acceptedBySilence(Silence(day: LocalDay(milliseconds: instant()), receivedAt: instant())),
            .declined(
                Decline(reason: text(), remedies: text(), office: line(), officer: line(), role: role())
            ),
            .suspended(
                Suspension(
                    procedure: pick(ClockPause.Reason.allCases.filter { $0 != .correction }),
                    reason: text(),
                    expectedDays: number(1...TimeLimit.daysMax),
                    office: line(),
                    officer: line(),
                    role: role()
                )
            ),
            .extended(
                Extension(
                    days: number(1...10),
                    approvedBy: line(),
                    reason: text(),
                    notice: line(),
                    office: line(),
                    officer: line(),
                    role: role()
                )
            ),
            .reviewed(
                Review(
                    recommends: pick(Decision.Outcome.allCases),
                    opinion: text(),
                    office: line(),
                    officer: line(),
                    role: role()
                )
            ),
            .issued(
                Issue(documents: papers(1...3), note: text(0...60), office: line(), officer: line(), role: role())
            ),
            .decided(
                Decision(
                    outcome: pick(Decision.Outcome.allCases),
                    documents: papers(),
                    reason: text(),
                    remedies: text(),
                    office: line(),
                    officer: line(),
                    role: role()
                )
            ),
            .passedOn(PassOn(authority: line(), reason: text(), office: line(), officer: line(), role: role())),
            .voided(
                Voiding(
                    kind: pick(Voiding.Kind.allCases),
                    reason: text(),
                    office: line(),
                    officer: line(),
                    role: role()
                )
            ),
            .refused(
                EntryRefusal(
                    lane: UInt8(number(1...3)),
                    sequence: random.next() >> 1,
                    code: "unknown-kind",
                    detail: text()
                )
            ),
        ]
    }

    private mutating func remark() -> Remark {
        Remark(office: line(), officer: line(), role: role(), note: text(0...60))
    }

    private mutating func correction() -> Correction {
        Correction(
            defects: (0..<number(1...4)).map { _ in .init(subject: line(), problem: text(), remedy: text()) },
            office: line(),
            officer: line(),
            role: role(),
            exception: isHeads() ? .init(supervisor: line(), reason: text()) : nil
        )
    }

    private mutating func handOver() -> HandOver {
        HandOver(reason: text(0...60), office: line(), officer: line(), role: role())
    }

    private mutating func legReport() -> LegReport {
        LegReport(
            leg: line(),
            result: text(),
            documents: papers(),
            office: line(),
            officer: line(),
            role: role()
        )
    }

    private mutating func withdrawal() -> Withdrawal {
        Withdrawal(reason: text(), office: line(), officer: line(), role: role())
    }

    private mutating func delivery() -> Delivery {
        Delivery(
            method: pick(Delivery.Method.allCases),
            recipient: line(),
            note: text(0...60),
            officer: line(),
            role: role()
        )
    }
}
