import CaseModel

extension OperationDescription {
    static let listPeers = OperationDescription(
        tag: .operating,
        summary: "Lists the other cities' nodes",
        text: "Lists how every other city's node stands to this one, in order of code.",
        answers: [.json(.peers)]
    )

    static let showPeer = OperationDescription(
        tag: .operating,
        summary: "Shows one of them",
        text: "Shows how one city's node stands to this one.",
        parameters: [.peer],
        answers: [.json(.peer)],
        problems: [.notFound]
    )

    static let reconcilePeer = OperationDescription(
        tag: .operating,
        summary: "Compares with one peer (对账)",
        text: """
            Compares every stream and every day's digests with a peer. It is settled when both ends are the same with \
            nothing waiting, and nothing is outstanding. A peer that does not answer is told as that.
            """,
        parameters: [.peer],
        answers: [.json(.reconciliation)],
        problems: [.notFound]
    )

    static let probePeer = OperationDescription(
        tag: .operating,
        summary: "Sends a peer an entry and waits for its receipt (探测)",
        text: """
            Sends a peer an entry that means nothing, and waits until the peer says that it is on its disk: 10 s, or as \
            long as `Prefer` says. So the whole way is seen, both disks and both clocks included. Nothing is sent to a \
            peer that was not reached since this node's start.
            """,
        parameters: [.peer, .prefer],
        answers: [.json(.probe, headers: [.preferenceApplied])],
        problems: [.notFound]
    )

    static let resumePeer = OperationDescription(
        tag: .operating,
        summary: "Lets a halted stream compare again",
        text: "Lets a stream that was halted compare again, after an operator has looked.",
        parameters: [.peer],
        body: .json(.resume, .init(name: "cases", value: ["lane": "case", "direction": "outgoing"])),
        answers: [.json(.peer)],
        problems: [.notFound, .notHalted]
    )

    static let reconcileAll = OperationDescription(
        tag: .operating,
        summary: "Compares with all peers (对账)",
        text: "Compares with all peers at once: one that does not answer does not delay the others.",
        answers: [.json(.reconciliations)]
    )

    static let listQuarantine = OperationDescription(
        tag: .operating,
        summary: "Lists entries that could not be applied",
        text: "Lists quarantined entries, newest first.",
        parameters: [
            .query(
                "state",
                .oneOf(QuarantineItem.State.allCases.map(\.rawValue) + ["all"]),
                "what they are in",
                fallback: "waiting"
            ),
            .query("peer", .city, "only entries of this city", example: "350700"),
            .cursor, .limit,
        ],
        answers: [.json(.quarantinePage)]
    )

    static let showQuarantined = OperationDescription(
        tag: .operating,
        summary: "Shows one of them",
        text: "Shows a quarantined entry, and what became of it.",
        parameters: [.entry],
        answers: [.json(.quarantined)],
        problems: [.notFound]
    )

    static let replayQuarantined = OperationDescription(
        tag: .operating,
        summary: "Tries to apply it again",
        text:
            "Tries to apply an entry again. The answer tells how it then stands: still waiting, with the new reason, or done.",
        parameters: [.entry],
        body: .json(.replay, .init(name: "again", value: ["officer": "值班员"])),
        answers: [.json(.quarantined)],
        problems: [.notFound, .settled, .storageFull]
    )

    static let discardQuarantined = OperationDescription(
        tag: .operating,
        summary: "Puts it away for good",
        text: "Puts an entry away for good. It stays readable.",
        parameters: [.entry],
        body: .json(.discard, .init(name: "double", value: ["officer": "值班员", "reason": "重复"])),
        answers: [.json(.quarantined)],
        problems: [.notFound, .settled, .storageFull]
    )

    static let listAudit = OperationDescription(
        tag: .operating,
        summary: "Lists records of the audit trail (审计留痕)",
        text: "Lists who looked at personal data, or was refused, and what was erased, newest first.",
        parameters: [
            .ofCase,
            .query(
                "officer",
                .text(1...PrivacyLimits.accountCharactersMax, example: "李四"),
                "only what this officer did"
            ), .cursor, .limit,
        ],
        answers: [.json(.auditPage)]
    )

    static let verifyAudit = OperationDescription(
        tag: .operating,
        summary: "Walks the audit trail",
        text: """
            Walks the trail from its first record and names the first that was changed. Whoever kept `head` elsewhere and \
            gives it as `digest` learns whether records were cut off at the end.
            """,
        parameters: [.query("digest", .digest, "a digest that was the last one once")],
        answers: [.json(.auditReport)]
    )
}
