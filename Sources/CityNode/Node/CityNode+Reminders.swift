import CaseModel
import CaseStore

extension CityNode {
    /// Tells people what became due since it was asked last; at a start also what became due while the node was down.
    ///
    /// Without a calendar nothing is due: last days and office hours follow from it.
    func remind() async {
        guard let timetable = guideBook?.timetable else { return }
        let rules = configuration.reminders
        var told = 0
        do {
            if looksAgain.withLock({ again in
                defer { again = false }
                return again
            }) {
                var cursor: WatchedCase.Cursor?
                repeat {
                    let from = cursor
                    let looks = try await pipeline.run { scope in
                        try ReminderWatch(scope: scope, timetable: timetable, rules: rules)
                            .lookAgain(after: from)
                    }
                    told += looks.told
                    cursor = looks.next
                } while cursor != nil && !Task.isCancelled
            }
            while let next = try await store.read({ try $0.nextLook() }), next <= now, !Task.isCancelled {
                told += try await pipeline.run { scope in
                    try ReminderWatch(scope: scope, timetable: timetable, rules: rules).look().told
                }
            }
        } catch {
            looksAgain.withLock { $0 = true }
            log.error("reminders could not be written: \(error)")
        }
        if told > 0 {
            log.notice("reminders were told; 'tongban reminders' lists them", metadata: ["count": "\(told)"])
        }
    }
}
