/// What the carrier's label and bill add to a parcel (面单).
public struct ParcelLabel: Hashable, Sendable, Codable {
    /// The carrier's number for it; `nil` where it is not told.
    public var trackingNumber: String?
    /// What the carrier asked, in fen; `nil` where it is not told.
    public var costFen: Int64?

    /// Fills a label.
    public init(trackingNumber: String? = nil, costFen: Int64? = nil) {
        self.trackingNumber = trackingNumber
        self.costFen = costFen
    }
}

extension Parcel {
    /// The parcel with its carrier's number and price.
    ///
    /// The number can be set and corrected until the parcel is handed over; then the carrier knows it by that number. The
    /// price can be set at any time, since carriers bill late.
    ///
    /// - Throws: `missing` for an empty label, `not-allowed-in-state` for a number that comes too late, and what
    ///   ``checked()`` refuses.
    public func labelled(_ label: ParcelLabel) throws(CaseRefusal) -> Parcel {
        guard label.trackingNumber != nil || label.costFen != nil else {
            throw CaseRefusal(.missing, "give the carrier's number, its price, or both", field: "trackingNumber")
        }
        var copy = self
        if let number = label.trackingNumber {
            guard state == .listed || state == .packed else {
                throw CaseRefusal(
                    .notAllowedInState,
                    "the parcel is \(state.rawValue), and its number stays as it was handed over",
                    field: "trackingNumber"
                )
            }
            copy.trackingNumber = number
        }
        if let cost = label.costFen { copy.costFen = cost }
        return try copy.checked()
    }
}
