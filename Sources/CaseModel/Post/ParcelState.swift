/// Where a parcel is.
///
/// How states follow on each other is in ``CustodyLifecycle``, and nowhere else.
public enum ParcelState: String, Hashable, Sendable, CaseIterable, Codable {
    /// Listed, but not packed yet (待封装).
    case listed
    /// Packed and sealed, still at the sending office (已封装).
    case packed
    /// With the carrier or the messenger (在途).
    case underway
    /// Delivered, as the carrier says (已妥投).
    case delivered
    /// In the receiver's hands, not opened yet (已签收).
    case received
    /// Opened, and everything was there (清点无误). The end.
    case complete
    /// Opened, and something differed (清点不符).
    case differing
    /// Nobody knows where it is (遗失).
    case lost
    /// Another parcel stands for it (已补寄). The end.
    case replaced

    /// True where nothing more can happen.
    public var isFinal: Bool { self == .complete || self == .replaced }
}
