/// Remembers which alarms of parcels were raised, so that each is told once for as long as it holds.
///
/// A value: the caller keeps it between two looks.
public struct ParcelWatch: Hashable, Sendable, Codable {
    /// The keys of alarms that were told and still hold.
    public private(set) var raised: Set<String>

    /// Begins with nothing raised.
    public init() { raised = [] }

    /// What a look found.
    public struct Findings: Hashable, Sendable {
        /// Alarms that were not told before, in the parcels' order.
        public var new: [ParcelAlarm] = []
        /// Keys of alarms that were told and hold no longer, in order.
        public var ended: [String] = []
    }

    /// Looks at the parcels that are not at their end and says what is new.
    ///
    /// An alarm of a parcel that is not given any more has ended. The parameters are those of
    /// ``Parcel/alarms(at:scanHours:receiptDue:)``. Of more than ``PostLimits/alarmsMax`` alarms, the last ones wait until
    /// others have ended.
    public mutating func look(
        at parcels: some Sequence<Parcel>,
        now: Int64,
        scanHours: Int = PostLimits.scanHours,
        receiptDue: (Int64) -> Int64
    ) -> Findings {
        var findings = Findings()
        var holding: Set<String> = []
        for parcel in parcels {
            for alarm in parcel.alarms(at: now, scanHours: scanHours, receiptDue: receiptDue) {
                guard holding.count < PostLimits.alarmsMax else { break }
                let key = alarm.key
                if holding.insert(key).inserted, !raised.contains(key) { findings.new.append(alarm) }
            }
        }
        findings.ended = raised.subtracting(holding).sorted()
        raised = holding
        return findings
    }
}
