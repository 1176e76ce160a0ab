import CaseModel

extension JSONShape {
    /// How the node does.
    static let status = answer(
        "Status",
        "how the node does",
        [
            required("code", .city, "the node's city"),
            required("name", .text(example: "衢州市", about: "the city's name")),
            required("software", .text(example: "tongband 1.0", about: "what it runs")),
            required("epoch", .text(example: "9f86d081884c7d65", about: "the life of its database")),
            required("startedAt", .moment, "when it started"),
            required("now", .moment, "its clock"),
            required("cases", .map(.count), "how many cases are in each state", example: ["submitted": 3]),
            required("newestEvent", .place, "the newest event's id, 0 before the first"),
            required("quarantined", .count, "how many entries wait in the quarantine"),
            required("databaseBytes", .bytes, "the database's size"),
            required("materials", .count, "how many files it holds"),
            required("materialBytes", .bytes, "their size"),
            required("freeBytes", .bytes, "how much room is left on the disk"),
            required(
                "peers",
                .list(answer("Link", "a peer in one word", [required("code", .city), required("link", link)]))
            ),
            required("alarms", .list(alarm), "what an operator should look at"),
            required(
                "strangers",
                .list(
                    answer(
                        "Stranger",
                        "someone who is no member",
                        [
                            required("address", .text(example: "192.0.2.7", about: "from where it came")),
                            sometimes(
                                "key",
                                .text(
                                    example: "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
                                    about: "the key that it showed"
                                )
                            ),
                            required("count", .count, "how often it knocked"),
                            required("lastAt", .moment, "when it last did"),
                        ]
                    )
                ),
                "strangers that knocked"
            ),
        ]
    )

    /// All peers.
    static let peers = answer("Peers", "every other city's node", [required("peers", .list(peer))])

    /// A peer.
    static let peer = answer(
        "Peer",
        "another city's node, and how it stands to this one",
        [
            required("code", .city, "its city", example: "350700"),
            required("name", .text(example: "南平市", about: "the city's name")),
            required("endpoint", .text(example: "tcp://192.0.2.10:7400", about: "where it listens")),
            required("link", link),
            required("detail", .text(example: "", about: "what is wrong and what to do, where something is")),
            sometimes("software", .text(example: "tongband 1.0", about: "what it runs")),
            sometimes("lastContactAt", .moment, "when it was last heard of"),
            required("backlogBytes", .bytes, "how much waits for it"),
            required(
                "lanes",
                .list(
                    answer(
                        "Lane",
                        "a lane, and how far it has got",
                        [
                            required("lane", lane),
                            required("end", .place, "the newest entry here"),
                            required("sent", .place, "up to where it was sent"),
                            required("acknowledged", .place, "up to where it was receipted"),
                            required("pending", .count, "how many entries wait"),
                            required("received", .place, "up to where the peer's entries are here"),
                            required("backlogBytes", .bytes, "how much waits"),
                            required("halts", .list(halt), "where the two sides differ"),
                        ]
                    )
                )
            ),
            required(
                "refusals",
                answer(
                    "Refusals",
                    "what was refused of it, by cause",
                    [
                        required("undecodableFrames", .count, "frames that could not be read"),
                        required("badSignatures", .count, "signatures that do not hold"),
                        required("foreignTopics", .count, "frames of another city's topic"),
                    ]
                )
            ),
        ]
    )

    /// What came of a probe.
    static let probe = answer(
        "Probe",
        "what came of a probe",
        [
            required("peer", .city, "the peer", example: "350700"),
            required("askedAt", .moment, "when it was asked"),
            required("isSent", .flag, "whether an entry was sent; none is to a peer that was not reached yet"),
            required("isReceipted", .flag, "whether the peer said in time that the entry is on its disk"),
            sometimes("milliseconds", .count, "how long it took, there and back", example: 12),
            sometimes("peerTime", .moment, "the receipt's time by the peer's clock"),
            sometimes(
                "clockAheadMilliseconds",
                .whole(
                    Int64.min...Int64.max,
                    example: -3,
                    about: "by how much the peer's clock is ahead, within half of the time it took"
                )
            ),
            required("link", link),
            required(
                "detail",
                .text(example: "everything goes", about: "what is wrong and what to do, where something is")
            ),
        ]
    )

    /// A page of the quarantine.
    static let quarantinePage = answer(
        "QuarantinePage",
        "a page of the quarantine, newest first",
        [
            required("items", .list(quarantined)), sometimes("next", .cursor),
        ]
    )

    /// A quarantined entry.
    static let quarantined = answer(
        "Quarantined",
        "an entry that could not be applied",
        [
            required("id", .whole(1...Int64.max, example: 3, about: "its number here")),
            required("at", .moment, "when it came"),
            required("peer", .city, "from whom", example: "350700"),
            required("lane", lane),
            required("sequence", .place),
            required("kind", .whole(0...Int64.max, example: 99, about: "what it is, as nodes number it")),
            sometimes("number", .text(example: "330800-20261123-7K2M9QX4RT", about: "the case that it is about")),
            required("reason", .text(example: "unknown-kind", about: "why, in one word")),
            required("detail", .text(example: "kind 99 is not known to this version", about: "why")),
            required("bodyBytes", .bytes),
            required("state", quarantineState),
            sometimes("settledBy", officer, "who replayed or discarded it"),
            sometimes("settledAt", .moment, "when"),
            sometimes("settledReason", .text(example: "版本已升级", about: "why")),
        ]
    )

    /// What a quarantined entry is in.
    static let quarantineState = names(of: QuarantineItem.State.self, "what it is in")
    /// A text of an operator.
    static let operatorText = text(
        1...APILimits.operatorTextBytesMax,
        pattern: ink,
        example: "值班员",
        about: "who does it (值班员), at most \(APILimits.operatorTextBytesMax) bytes"
    )
    /// The body of an order to replay.
    static let replay = object([required("officer", operatorText)]).named("ReplayOrder").saying("who replays it")
    /// The body of an order to discard.
    static let discard = object([
        required("officer", operatorText), required("reason", operatorText, "why", example: "重复"),
    ]).named("DiscardOrder").saying("who discards it, and why")

    private static let link = names(of: PeerStatus.Link.self, "how the link is")

    private static let halt = answer(
        "Halt",
        "two different entries at one place",
        [
            required("direction", direction),
            required("sequence", .place),
            required("ours", .text(example: "9f86d081", about: "the hash here")),
            required("theirs", .text(example: "1a79a4d6", about: "the hash there")),
        ]
    )
}
