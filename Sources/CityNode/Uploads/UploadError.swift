/// Why an upload in parts does not go on as it was asked for.
package enum UploadError: Error, Hashable, Sendable {
    /// There is no such upload, or its time is over.
    case absent(String)
    /// Somebody else writes to it just now.
    case locked(String)
    /// It stands elsewhere than the caller thinks.
    case offset(given: Int64, current: Int64)
    /// The part has another checksum than was given; nothing of it was kept.
    case checksum
    /// The part goes beyond the length that was announced, or there is another length already.
    case length(Int64)
    /// Too many are open, or too many bytes are announced.
    case tooMany(open: Int, bytes: Int64)
}
