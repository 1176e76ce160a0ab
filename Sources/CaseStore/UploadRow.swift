import CaseModel

/// An upload in parts, which goes on after a break (断点续传).
///
/// Its bytes are a file in the folder of materials; how many are here is the file's length.
package struct UploadRow: Hashable, Sendable {
    /// Its name, 32 lower-case letters and digits.
    package var id: String
    /// The length that was announced; `nil` while it is not known.
    package var length: Int64?
    /// What the caller says of the file, as it came.
    package var metadata: String
    /// Through where the bytes are verified while a part that has a checksum comes in; `nil` at all other times.
    package var verified: Int64?
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    package var beganAt: Int64
    /// When it is over, unless it is finished before: in milliseconds since 1970-01-01T00:00:00Z.
    package var expiresAt: Int64
    /// The material that it became; `nil` until it is whole.
    package var material: MaterialDigest?

    /// Makes a row.
    package init(
        id: String,
        length: Int64?,
        metadata: String,
        beganAt: Int64,
        expiresAt: Int64
    ) {
        self.id = id
        self.length = length
        self.metadata = metadata
        self.beganAt = beganAt
        self.expiresAt = expiresAt
    }
}
