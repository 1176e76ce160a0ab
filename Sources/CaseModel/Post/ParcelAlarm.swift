/// Something about a parcel that a person should look at.
public struct ParcelAlarm: Hashable, Sendable, Codable {
    /// What is the matter.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// The carrier did not scan it in time after the hand-over (未揽收、无物流信息).
        case notScanned = "not-scanned"
        /// Nobody has it in hand in time (超期未签收).
        case notReceived = "not-received"
        /// The receiving office did not open it in time (未清点).
        case notOpened = "not-opened"
        /// Something differed from the list (清点不符).
        case differing
        /// It is lost (遗失).
        case lost
    }

    /// What is the matter.
    public var kind: Kind
    /// The parcel's own name.
    public var parcel: String
    /// The city that sent it, within which the name is its own.
    public var sender: CityCode
    /// From when on it is so, in milliseconds since 1970-01-01T00:00:00Z.
    public var since: Int64

    /// Fills an alarm.
    public init(kind: Kind, parcel: String, sender: CityCode, since: Int64) {
        self.kind = kind
        self.parcel = parcel
        self.sender = sender
        self.since = since
    }

    /// The alarm's name, which stays the same as long as it holds: `parcel/330800/P1/not-scanned`.
    public var key: String { "parcel/\(sender)/\(parcel)/\(kind.rawValue)" }
}

extension Parcel {
    /// What is the matter with the parcel at an instant, each kind once, in the order of ``ParcelAlarm/Kind``.
    ///
    /// - Parameters:
    ///   - now: the instant, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - scanHours: hours after the hand-over by which EMS or a courier has scanned the parcel, 1 to 8,784.
    ///   - receiptDue: from the instant of the hand-over, the instant by which a person has it. Working days are counted by
    ///     the caller, who has the calendar.
    public func alarms(
        at now: Int64,
        scanHours: Int = PostLimits.scanHours,
        receiptDue: (Int64) -> Int64
    ) -> [ParcelAlarm] {
        precondition((1...PostLimits.hoursMax).contains(scanHours), "hours of an alarm: 1 to \(PostLimits.hoursMax)")
        var alarms: [ParcelAlarm] = []
        func raise(_ kind: ParcelAlarm.Kind, since: Int64) {
            guard since <= now else { return }
            alarms.append(ParcelAlarm(kind: kind, parcel: id, sender: sender.city, since: since))
        }
        guard let last = events.last else { return [] }
        if state == .underway || state == .delivered, let handedOver = self.last(.handedOver) {
            if last.kind == .handedOver, carrier.isScanned {
                raise(.notScanned, since: handedOver.at + Self.milliseconds(hours: scanHours))
            }
            raise(.notReceived, since: receiptDue(handedOver.at))
        }
        switch state {
        case .received where !receiver.isApplicant:
            raise(.notOpened, since: last.at + Self.milliseconds(hours: PostLimits.openingHours))
        case .differing: raise(.differing, since: last.at)
        case .lost: raise(.lost, since: last.at)
        case .listed, .packed, .underway, .delivered, .received, .complete, .replaced: break
        }
        return alarms
    }

    /// The milliseconds of so many hours.
    static func milliseconds(hours: Int) -> Int64 { Int64(hours) * 3_600_000 }
}
