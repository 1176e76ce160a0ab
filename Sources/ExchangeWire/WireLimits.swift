/// Every bound of frames and entries.
///
/// They are part of the contract: both sides of a link must agree on them.
package enum WireLimits {
    /// Bytes of a frame.
    package static let frameBytesMax = 1 << 20
    /// Bytes of an entry's header.
    package static let headerBytesMax = 1 << 10
    /// Bytes of an entry's body; what is larger is a material.
    package static let bodyBytesMax = 256 << 10
    /// Entries of one frame.
    package static let frameEntriesMax = 4_096
    /// Entries of one exported run.
    package static let exportEntriesMax = 1_000_000
    /// Bytes of a case number.
    package static let caseNumberBytesMax = 64
    /// The largest number of a kind of entry.
    package static let kindMax: UInt32 = 65_535
    /// The largest sequence number: what a database's signed integer holds.
    package static let sequenceMax = UInt64(Int64.max)
    /// The latest time, the end of the year 9999 in UTC.
    ///
    /// The earliest is 0.
    package static let timeMillisecondsMax: Int64 = 253_402_300_799_999
    /// Lanes of which a hello may speak, lanes of newer versions included.
    package static let standingsMax = 16
    /// Accounts of one answer, those of lanes of newer versions included; days of each: `StreamAccount.daysMax`.
    package static let accountsMax = 16
    /// Days since 1970-01-01 of which an account may speak: far more than the years 1970 to 9999.
    package static let accountDays: ClosedRange<Int32> = -3_000_000...3_000_000
    /// Bytes of the software's name and version.
    package static let softwareBytesMax = 100
    /// Bytes of a reason for people: of a maintenance notice, of an erasure.
    package static let reasonBytesMax = 1_000
    /// Bytes of a material that one request may ask for and one chunk may hold.
    package static let chunkBytesMax = 512 << 10
    /// Bytes of the random salt that every body begins with.
    package static let saltBytes = 16
    /// Bytes of an Ed25519 signature.
    package static let signatureBytes = 64
    /// Bytes of an Ed25519 key, secret seed and public key alike.
    package static let keyBytes = 32
}
