/// How much a store holds.
package struct StoreTotals: Hashable, Sendable {
    /// Quarantined entries that nobody has settled.
    package var quarantined: Int64
    /// Materials that are here whole.
    package var materials: Int64
    /// Their bytes.
    package var materialBytes: Int64
    /// Bytes of the database's pages.
    package var databaseBytes: Int64
}
