/// A fee of a guide (收费项目).
///
/// A guide without fees is free of charge.
public struct GuideFee: Hashable, Sendable, Codable {
    /// What is paid for, 1 to 100 characters.
    public var name: String
    /// The amount in fen (分), 1 to 1,000,000,000.
    public var amountFen: Int64
    /// The rule that sets it (收费依据), 1 to 1,000 characters.
    public var basis: String

    /// Describes a fee.
    public init(name: String, amountFen: Int64, basis: String) {
        self.name = name
        self.amountFen = amountFen
        self.basis = basis
    }

    func check(_ list: inout FaultList, _ path: String) {
        list.name(name, "\(path).name")
        list.require(
            (1...CatalogueLimits.feeFenMax).contains(amountFen),
            .malformed,
            "1 to \(CatalogueLimits.feeFenMax) fen, not \(amountFen): leave the fee out where nothing is paid",
            "\(path).amountFen"
        )
        list.text(basis, min: 1, "\(path).basis")
    }
}
