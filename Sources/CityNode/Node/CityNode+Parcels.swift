import CaseModel
import CaseStore

extension CityNode {
    /// States in which something can be the matter with a parcel.
    private static let watchedStates = Set(
        [ParcelState.underway, .delivered, .received, .differing, .lost].map(\.rawValue)
    )

    /// What is the matter with a parcel now; working days are the calendar's, or the plain week's where there is none.
    package func alarms(of parcel: Parcel) -> [ParcelAlarm] {
        let days = trade.days
        return parcel.alarms(at: now) { handedOver in
            let last = days.adding(PostLimits.receiptWorkingDays, to: LocalDay(milliseconds: handedOver))
            return last.startMilliseconds + LocalDay.dayMilliseconds
        }
    }

    /// Looks at all parcels on their way, and raises an alarm for each that needs somebody (未揽收、超期未签收、遗失 ...).
    func watchParcels() async {
        do {
            var found: [ParcelAlarm] = []
            var query = SharedQuery(.parcel)
            query.states = Self.watchedStates
            query.limit = StoreLimits.rowsMax
            repeat {
                let asked = query
                let page = try await store.read { try $0.shared(asked) }
                for row in page.items {
                    if case .parcel(let parcel) = row.record { found += alarms(of: parcel) }
                }
                query.after = page.next
            } while query.after != nil && !Task.isCancelled
            tell(found)
        } catch {
            log.error("the parcels could not be looked at: \(error)")
        }
    }

    /// Raises what was found, and ends what was not found any more.
    private func tell(_ found: [ParcelAlarm]) {
        let found = found.prefix(NodeLimits.parcelAlarmsMax)
        for alarm in found {
            alarms.raise(.parcel, detail: alarm.key, "parcel \(alarm.parcel) of \(alarm.sender): \(alarm.kind.remedy)")
        }
        alarms.keep(.parcel, details: Set(found.map(\.key)))
    }
}

extension ParcelAlarm.Kind {
    /// What is wrong and what to do.
    var remedy: String {
        switch self {
        case .notScanned: "the carrier has not scanned it in time; ask the carrier whether it has the parcel (未揽收)"
        case .notReceived: "nobody has received it in time; ask the carrier, then record it as received or lost (超期未签收)"
        case .notOpened: "it was received and not opened; compare it with its list and record what is there (未清点)"
        case .differing: "what is in it differs from its list; 'tongban parcel show' says who answers (清点不符)"
        case .lost: "it is lost; 'tongban parcel show' says who answers and what to do (遗失)"
        }
    }
}
