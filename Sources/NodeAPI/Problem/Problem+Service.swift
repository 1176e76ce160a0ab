import CaseModel

extension Problem {
    /// The problem that tells a caller of a service's error.
    package init(_ error: ServiceError) {
        switch error {
        case .refused(let refusal):
            self.init(
                .refusal(refusal.code),
                refusal.message,
                field: refusal.field,
                allowed: refusal.allowed
            )
        case .revealRefused(let refusal):
            self.init(
                .revealRefused,
                "\(refusal.field.rawValue) is not shown: \(refusal.ground.message). This is in the audit trail.",
                field: Self.part(refusal.ground),
                allowed: refusal.roles.map(\.rawValue)
            )
        case .notPermitted(let refusal): self.init(refusal)
        case .signInFailed(let why):
            self.init(.signInFailed, "You are not signed in: \(why). Begin again at /v1/sign-in.")
        case .providerUnavailable(let why):
            self.init(
                .providerUnavailable,
                "The identity provider can't be used now: \(why). Try again, or sign in with a token.",
                retryAfterSeconds: 10
            )
        case .notFound(let subject, let name):
            self.init(.notFound, Self.notFoundDetail(subject, name))
        case .keyReused(let key):
            self.init(
                .keyReused,
                "The Idempotency-Key \(Self.own(key)) was used for another request. Take a new key for each new request, and the "
                    + "same key only to repeat one byte for byte.",
                field: "Idempotency-Key"
            )
        case .staleVersion(let expected, let current):
            self.init(
                .staleVersion,
                "You expect version \(expected), the case has version \(current). Get the case again, look at what "
                    + "changed, and repeat with If-Match: \"\(current)\" if it still holds.",
                field: "If-Match",
                currentVersion: current
            )
        case .notMember(let city, let members):
            self.init(
                .notMember,
                "\(city) is no member of this alliance. Choose one of the members, or have it added to the member list.",
                field: "handling",
                allowed: members.map(\.description)
            )
        case .backlogFull(let city, let bytes, let limit):
            self.init(
                .backlogFull,
                "\(bytes) bytes wait for \(city), the limit is \(limit). Nothing is lost; new cases for \(city) are taken "
                    + "again once it is reachable. See `tongban peers`.",
                retryAfterSeconds: 60
            )
        case .materialMissing(let digest, let field):
            self.init(
                .materialMissing,
                "The material \(digest) is not here. Upload it to /v1/materials first, then repeat this request.",
                field: field
            )
        case .materialSizeDiffers(let digest, let field, let stored):
            self.init(
                .materialSizeDiffers,
                "The material \(digest) has \(stored) bytes. Give that size.",
                field: field
            )
        case .digestMismatch(let expected, let computed):
            self.init(
                .digestMismatch,
                "The bytes that came have the digest \(computed), not \(expected). Nothing was stored. Check the file "
                    + "and upload it again."
            )
        case .tooLarge(let limit):
            self.init(.bodyTooLarge, "A material has at most \(limit) bytes. Nothing was stored.")
        case .uploadBroken(let why):
            self.init(.uploadBroken, "The upload ended early: \(why). Nothing was stored. Upload it again.")
        case .incomplete(let digest, let held, let size):
            self.init(
                .materialIncomplete,
                "\(held) of \(size) bytes of \(digest) are here. The rest comes from the other city by itself; try again "
                    + "later.",
                retryAfterSeconds: 5
            )
        case .content, .beingChecked, .withheld, .unchecked, .offsetDiffers, .checksumDiffers, .lengthDiffers,
            .uploadLocked, .tooManyUploads:
            self = Self.ofMaterial(error)
        case .notHalted(let city, let lane, let direction):
            self.init(
                .notHalted,
                "The \(direction.rawValue) \(lane.rawValue) stream with \(city) is not halted. See `tongban peers`."
            )
        case .settled(let id, let state):
            self.init(.settled, "The quarantined entry \(id) was \(state.rawValue) before. Nothing has changed.")
        case .storageFull:
            self.init(
                .storageFull,
                "The disk of this node is full. Nothing was stored. Make room, then repeat the request.",
                retryAfterSeconds: 60
            )
        case .busy:
            self.init(
                .busy,
                "Too much waits to be written. Nothing was stored. Repeat the request.",
                retryAfterSeconds: 1
            )
        case .stopping:
            self.init(
                .stopping,
                "The node is stopping. Repeat the request with the same Idempotency-Key when it is back.",
                retryAfterSeconds: 5
            )
        case .fault:
            self.init(
                .fault,
                "This node could not do it, and its log says why. Repeating with the same Idempotency-Key is safe."
            )
        }
    }

    /// A key as the caller gave it, without what stands before it for the account.
    private static func own(_ key: String) -> Substring { key.split(separator: " ").last ?? "" }

    /// The part of an order to see personal data that a refusal is about.
    private static func part(_ ground: RevealDecision.Ground) -> String {
        switch ground {
        case .noPart, .closed: "number"
        case .role: "role"
        case .otherOffice: "office"
        case .field, .together: "fields"
        case .purpose: "purpose"
        }
    }

    private static func notFoundDetail(_ subject: ServiceError.Subject, _ name: String) -> String {
        switch subject {
        case .case: "There is no case \(name) at this node. List them at /v1/cases."
        case .material: "There is no material \(name) at this node."
        case .upload: "There is no such upload at this node, or its time is over. Begin it again at /v1/uploads."
        case .withheld: "Nothing was found about the material \(name). List those at /v1/material-quarantine."
        case .item: "The catalogue has no item \(name). Look it up at /v1/items?q=."
        case .guide: "There is no such guide for \(name). Leave version out for the one in force."
        case .parcel: "There is no parcel \(name) at this node. List them at /v1/parcels."
        case .evaluation: "There is no evaluation \(name) at this node. List them at /v1/evaluations."
        case .contacts: "There are no contacts of \(name) at this node. List those that are here at /v1/contacts."
        case .peer: "\(name) is no peer of this node. List them at /v1/peers."
        case .provider: "This node has no identity provider. Sign in with a token."
        case .account: "There is no account \(name) at this node. List them at /v1/accounts."
        case .token: "There is no token \(name) at this node, or its secret can't be told again. Make a new one."
        case .webhook: "There is no webhook \(name) at this node. List them at /v1/webhooks."
        case .delivery: "The event \(name) is not dead. List the dead ones at /v1/webhooks/{id}/deliveries?state=dead."
        case .alertChannel: "There is no channel \(name) in this node's configuration. List them at /v1/alerts."
        case .quarantined: "There is no quarantined entry \(name) at this node. List them at /v1/quarantine."
        }
    }
}
