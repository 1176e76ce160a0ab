import CaseModel

/// Uploads in parts, which go on after a break; a whole one becomes a material.
package protocol UploadService: Sendable {
    /// Begins an upload and answers once it is on disk.
    ///
    /// An order with a key that was seen before gives the upload that it began then, with `replayed` set; with another
    /// order it throws `.keyReused`.
    func beginUpload(_ order: UploadOrder) async throws(ServiceError) -> (upload: UploadView, replayed: Bool)

    /// How an upload stands, or `nil` where there is none; throws `.uploadLocked` while somebody writes to it.
    func upload(_ id: String) async throws(ServiceError) -> UploadView?

    /// Takes a part and answers once it is on disk.
    ///
    /// What comes without a checksum stays, also where the caller breaks off; with one it stays when that is right. Another
    /// offset is `.offsetDiffers`, a wrong checksum `.checksumDiffers`. The last part makes a material of the upload, and
    /// one that is not taken ends it.
    func append(_ part: UploadPart, to id: String) async throws(ServiceError) -> UploadView

    /// Gives an upload up; a material that it became stays.
    func endUpload(_ id: String) async throws(ServiceError)
}

/// Materials that the check for viruses keeps aside, and those that are not what another city says they are.
package protocol WithheldService: Sendable {
    /// A page of them, newest first.
    func withheld(_ query: WithheldQuery) async throws(ServiceError) -> WithheldPage

    /// Lets one be opened in spite of what was found; a repeat does nothing.
    func release(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial

    /// Puts one away for good, with its bytes; a repeat does nothing.
    func discard(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial
}
