import CaseModel

/// Which files a node takes, how they are checked, and how many may be on their way in.
package struct MaterialSettings: Hashable, Sendable {
    /// Which files are taken.
    package var content = ContentRules()
    /// The check for viruses; `nil` for none.
    package var clamd: ClamdSettings?
    /// Bounds of uploads in parts.
    package var uploads = UploadLimits()
}

/// Where a virus scanner is and what is done when it cannot be had.
package struct ClamdSettings: Hashable, Sendable {
    /// Where it listens.
    package enum Address: Hashable, Sendable {
        /// At a Unix socket.
        case socket(String)
        /// At a TCP port.
        case tcp(host: String, port: Int)
    }

    /// What becomes of a file that could not be checked.
    package enum OnFailure: String, Hashable, Sendable, CaseIterable {
        /// An upload is refused; a file of another city waits.
        case refuse
        /// It is kept and waits for the check, and nobody can open it until then.
        case quarantine
    }

    /// Where it listens.
    package var address: Address
    /// What becomes of a file that could not be checked.
    package var onFailure = OnFailure.refuse
    /// The largest file that is sent to it; larger ones count as not checked.
    package var bytesMax: Int64 = 100 << 20
    /// How long one exchange of bytes with it may take, in seconds.
    package var secondsMax = 60
}

/// Bounds of uploads in parts.
package struct UploadLimits: Hashable, Sendable {
    /// Uploads that are not finished, at most.
    package var openMax = 200
    /// The bytes that they announced, at most.
    package var bytesMax: Int64 = 40 << 30
    /// How long an upload may take, in hours.
    package var hours = 24
}
