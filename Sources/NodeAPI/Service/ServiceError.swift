import CaseModel

/// Why the node did not do what it was asked; the API makes a problem of it.
package enum ServiceError: Error, Sendable {
    /// A rule of the case refuses.
    case refused(CaseRefusal)
    /// Personal data are not shown to whoever asked.
    case revealRefused(RevealRefusal)
    /// The caller may not do this.
    case notPermitted(NotPermitted)
    /// The identity provider or this node does not let a person in; why, without anything of the person.
    case signInFailed(String)
    /// The identity provider does not answer as it should.
    case providerUnavailable(String)
    /// There is no such thing here.
    case notFound(Subject, String)
    /// The idempotency key was used before with another request.
    case keyReused(String)
    /// The case has another version than the caller expects.
    case staleVersion(expected: Int, current: Int)
    /// The handling city is no member; the codes that are.
    case notMember(CityCode, members: [CityCode])
    /// The backlog for that city has reached its limit.
    case backlogFull(CityCode, bytes: Int64, limitBytes: Int64)
    /// A case or action names a material that is not here in full.
    case materialMissing(MaterialDigest, field: String?)
    /// A material names a size other than what is stored.
    case materialSizeDiffers(MaterialDigest, field: String?, stored: Int64)
    /// The uploaded bytes have another digest.
    case digestMismatch(expected: MaterialDigest, computed: MaterialDigest)
    /// More bytes than allowed.
    case tooLarge(limitBytes: Int64)
    /// The caller broke the upload off, or sent another number of bytes than announced.
    case uploadBroken(String)
    /// The material has not come in full.
    case incomplete(MaterialDigest, heldBytes: Int64, size: Int64)
    /// A file is not taken, or is not what it is said to be; which part of the request says so.
    case content(ContentRefusal, field: String?)
    /// The material waits for the check for viruses.
    case beingChecked(MaterialDigest, field: String?)
    /// The check for viruses found something, or an operator put it away.
    case withheld(MaterialDigest, field: String?)
    /// The file could not be checked for viruses, and is refused for that.
    case unchecked
    /// The upload stands elsewhere than the caller thinks.
    case offsetDiffers(given: Int64, current: Int64)
    /// The part has another checksum than was given; nothing of it was kept.
    case checksumDiffers
    /// The part goes beyond the announced length, or the length was announced before.
    case lengthDiffers(Int64)
    /// Somebody else writes to the upload just now.
    case uploadLocked
    /// Too many uploads are open.
    case tooManyUploads(open: Int, bytes: Int64)
    /// The stream is not halted.
    case notHalted(CityCode, LaneName, StreamDirection)
    /// The quarantined entry was replayed or discarded before.
    case settled(Int64, QuarantineItem.State)
    /// No room on the disk.
    case storageFull
    /// Too much waits already; try again soon.
    case busy
    /// The node is stopping.
    case stopping
    /// A fault of this node; the text is for the log and for operators, without personal data.
    case fault(String)

    /// What can be missing.
    package enum Subject: String, Sendable {
        /// A case.
        case `case`
        /// A material.
        case material
        /// An upload in parts.
        case upload
        /// A material that is kept aside.
        case withheld
        /// An item of the catalogue.
        case item
        /// A city's guide for an item.
        case guide
        /// A parcel.
        case parcel
        /// An evaluation of a visit.
        case evaluation
        /// A city's contacts.
        case contacts
        /// An identity provider.
        case provider
        /// An account.
        case account
        /// A token.
        case token
        /// A peer.
        case peer
        /// A quarantined entry.
        case quarantined
        /// A webhook.
        case webhook
        /// A dead delivery of a webhook.
        case delivery
        /// A channel of alerts.
        case alertChannel
    }
}
