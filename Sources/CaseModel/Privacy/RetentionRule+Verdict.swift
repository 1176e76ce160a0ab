extension RetentionRule {
    /// What is to be done with some data of a case on a day.
    ///
    /// - A dispute keeps everything.
    /// - At the collecting city papers may go when the handling city has confirmed that it holds them; when the case is
    ///   closed too, papers and personal data must go. Without the confirmation nothing goes.
    /// - At the handling city papers and personal data stay until the case file is archived and its term is over.
    /// - A video goes when its days are over, on either side.
    public func verdict(on data: RetainedData, _ facts: RetentionFacts, on day: LocalDay) -> RetentionVerdict {
        if facts.isHeld { return .keep(until: nil, reason: "a dispute keeps the data (争议保全)") }
        switch (data, facts.side) {
        case (.video, _): return video(facts, day)
        case (.materials, .collecting), (.personalData, .collecting): return copies(data, facts, day)
        case (.materials, .handling), (.personalData, .handling): return file(facts, day)
        }
    }

    /// Whether a record of the audit trail may go on a day; never while a dispute keeps it.
    public func auditVerdict(eventAt milliseconds: Int64, isHeld: Bool = false, on day: LocalDay) -> RetentionVerdict {
        if isHeld { return .keep(until: nil, reason: "a dispute keeps the data (争议保全)") }
        let end = LocalDay(milliseconds: milliseconds).adding(months: auditMonths)
        return day < end
            ? .keep(until: end, reason: "audit records stay \(auditMonths) months (网络安全法)")
            : .mayErase(reason: "audit records have stayed \(auditMonths) months")
    }

    private func video(_ facts: RetentionFacts, _ day: LocalDay) -> RetentionVerdict {
        guard let closed = facts.closed else { return .keep(until: nil, reason: Self.openReason) }
        let end = LocalDay(number: closed.number + Int64(videoDays) + 1)
        return day < end
            ? .keep(until: end, reason: "videos stay \(videoDays) days after the case was closed")
            : .mustErase(reason: "the video's \(videoDays) days after the case was closed are over")
    }

    private func copies(_ data: RetainedData, _ facts: RetentionFacts, _ day: LocalDay) -> RetentionVerdict {
        guard facts.isHandOverConfirmed else {
            return .keep(until: nil, reason: "the handling city has not confirmed that it holds them")
        }
        guard let closed = facts.closed, closed <= day else {
            return data == .materials
                ? .mayErase(reason: "handed over, and the handling city holds them")
                : .keep(until: nil, reason: Self.openReason)
        }
        return .mustErase(reason: "handed over and closed: the collecting city keeps only the trail")
    }

    private func file(_ facts: RetentionFacts, _ day: LocalDay) -> RetentionVerdict {
        guard let closed = facts.closed else { return .keep(until: nil, reason: Self.openReason) }
        guard let years else { return .keep(until: nil, reason: "the file is kept for ever (永久)") }
        guard let end = LocalDay(year: closed.date.year + 1 + years, month: 1, day: 1) else {
            return .keep(until: nil, reason: "the end of the term lies beyond the calendar")
        }
        guard day >= end else { return .keep(until: end, reason: "the file is kept \(years) years") }
        guard facts.isArchived else {
            return .keep(until: nil, reason: "the term is over, but the file was never archived: archive it first")
        }
        return .mustErase(reason: "archived, and the term of \(years) years is over")
    }

    private static let openReason = "the case is not closed"
}

extension LocalDay {
    /// The same date so many months later; where that month is shorter, the first day of the month after.
    ///
    /// Never too early, so beyond the calendar's end a month counts 31 days.
    func adding(months: Int) -> LocalDay {
        let date = date
        let index = date.year * 12 + date.month - 1 + months
        if let day = LocalDay(year: index / 12, month: index % 12 + 1, day: date.day) { return day }
        let next = index + 1
        return LocalDay(year: next / 12, month: next % 12 + 1, day: 1) ?? LocalDay(number: number + Int64(months) * 31)
    }
}
