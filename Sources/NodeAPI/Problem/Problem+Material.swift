import CaseModel

extension Problem {
    /// The problem that tells of a file that is not taken or not given, or of an upload that does not go on.
    static func ofMaterial(_ error: ServiceError) -> Problem {
        switch error {
        case .content(let refusal, let field): ofContent(refusal, field)
        case .beingChecked(let digest, let field):
            Problem(
                .beingChecked,
                "The material \(digest) is being checked for viruses. Try again in a moment.",
                field: field,
                retryAfterSeconds: 5
            )
        case .withheld(let digest, let field):
            Problem(
                .withheld,
                "The material \(digest) is kept aside for what a check found, and nobody can open it. An operator sees it "
                    + "with `tongban material quarantine list`; send another file.",
                field: field
            )
        case .unchecked:
            Problem(
                .unchecked,
                "The file could not be checked for viruses and was not kept. Send it again later; the alarms of this node "
                    + "say why.",
                retryAfterSeconds: 60
            )
        case .offsetDiffers(let given, let current):
            Problem(
                .offsetDiffers,
                "The upload stands at \(current), not at \(given). Go on from there.",
                field: "Upload-Offset"
            )
        case .checksumDiffers:
            Problem(
                .checksumDiffers,
                "The part has another checksum than was given, and nothing of it was kept. Send it again.",
                field: "Upload-Checksum"
            )
        case .lengthDiffers(let length):
            Problem(
                .lengthDiffers,
                "The upload has \(length) bytes. Nothing of a part that goes beyond is kept, and the length stays.",
                field: "Upload-Length"
            )
        case .uploadLocked:
            Problem(
                .uploadLocked,
                "Somebody writes to this upload just now. Wait until that ends, ask with HEAD where it stands, and go on.",
                retryAfterSeconds: 1
            )
        case .tooManyUploads(let open, let bytes):
            Problem(
                .tooManyUploads,
                "\(open) uploads with \(bytes) bytes are not finished. Finish or delete one, or begin later.",
                retryAfterSeconds: 60
            )
        default: Problem(error)
        }
    }

    private static func ofContent(_ refusal: ContentRefusal, _ field: String?) -> Problem {
        switch refusal {
        case .differs: Problem(.contentDiffers, refusal.message, field: field)
        case .dangerous, .empty: Problem(.contentNotTaken, refusal.message, field: field)
        case .notTaken(_, let allowed): Problem(.contentNotTaken, refusal.message, field: field, allowed: allowed)
        case .tooLarge: Problem(.bodyTooLarge, refusal.message, field: field)
        }
    }
}
