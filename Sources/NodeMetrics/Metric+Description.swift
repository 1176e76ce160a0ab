extension Metric {
    /// How it behaves.
    package var kind: Kind {
        if rawValue.hasSuffix("_total") { return .counter }
        switch self {
        case .transactionJobs, .commitSeconds, .apiRequestSeconds: return .histogram
        default: return .gauge
        }
    }

    /// The names of its labels.
    package var labels: [String] {
        switch self {
        case .buildInfo: ["version"]
        case .nodeInfo: ["node", "city"]
        case .notReady: ["reason"]
        case .alarm: ["code"]
        case .peerLink: ["peer", "state"]
        case .peerLastContactTimestampSeconds, .peerClockOffsetSeconds, .peerQuarantinedEntriesTotal: ["peer"]
        case .peerBacklogEntries, .peerBacklogBytes, .peerBacklogSeconds, .peerInFlightEntries, .peerInFlightFrames,
            .peerInFlightBytes, .peerSentEntriesTotal, .peerReceivedEntriesTotal, .peerRetransmissionsTotal,
            .peerDuplicateEntriesTotal, .peerGapsTotal, .peerDroppedEntriesTotal:
            ["peer", "lane"]
        case .peerHalted: ["peer", "lane", "direction"]
        case .peerRefusalsTotal, .peerHandshakeFailuresTotal: ["peer", "cause"]
        case .transactionsTotal, .webhookDeliveriesTotal, .fileDropPackagesTotal: ["result"]
        case .cases, .webhooks: ["state"]
        case .materialsWithheld: ["standing"]
        case .apiRequestsTotal: ["operation", "status"]
        case .apiRequestSeconds: ["operation"]
        default: []
        }
    }

    /// What it means, in one sentence.
    package var help: String {
        switch self {
        case .buildInfo: "The software's version, as a label; always 1."
        case .nodeInfo: "The node's code and its city's name, as labels; always 1."
        case .ready: "1 while the node takes work, as /readyz says."
        case .notReady: "1 for each reason why the node takes no work now."
        case .alarm: "1 while an alarm of this code stands; 'tongban status' says what it is about."
        case .upkeepTimestampSeconds: "When the node's round of upkeep (timers, alarms, retention) ended last."
        case .exchangeUp: "1 while the exchange thread answers within two seconds."
        case .peerLink: "1 for the state that the link to a peer is in, 0 for all others."
        case .peerLastContactTimestampSeconds: "When something was last heard of a peer."
        case .peerClockOffsetSeconds: "By how much a peer's clock is ahead of ours, by its last receipt."
        case .peerBacklogEntries: "Entries that a peer has not receipted, waiting ones included."
        case .peerBacklogBytes: "Bytes of the entries that a peer has not receipted."
        case .peerBacklogSeconds: "Age of the oldest entry that a peer has not receipted."
        case .peerBacklogLimitBytes: "Bytes of a peer's backlog at which new cases for it are refused."
        case .peerInFlightEntries: "Entries that were handed to the transport and have no receipt."
        case .peerInFlightFrames: "Frames that were handed to the transport and have no receipt."
        case .peerInFlightBytes: "Bytes that were handed to the transport and have no receipt."
        case .peerWindowFrames: "Frames of a stream that may be without a receipt."
        case .peerWindowBytes: "Bytes of a stream that may be without a receipt."
        case .peerSentEntriesTotal: "Entries that were handed to the transport, repetitions included."
        case .peerReceivedEntriesTotal: "Entries that came from a peer, repetitions included."
        case .peerRetransmissionsTotal: "How often a stream to a peer went back because a receipt did not come."
        case .peerDuplicateEntriesTotal: "Entries of a peer that came again."
        case .peerGapsTotal: "How often entries of a peer came with a gap before them."
        case .peerDroppedEntriesTotal: "Entries of a peer that could not be taken and come again."
        case .peerHalted: "1 while a stream is halted at two different entries."
        case .peerRefusalsTotal: "What was dropped of a peer, by cause."
        case .peerHandshakeFailuresTotal: "Attempts to connect to a peer that failed, by cause."
        case .peerQuarantinedEntriesTotal: "Entries of a peer that went into quarantine."
        case .quarantineEntries: "Quarantined entries that wait for an operator."
        case .strangersRefusedTotal: "Connections that were refused because their key is on no list."
        case .transactionsTotal: "Transactions that are on disk (done), or were undone (failed)."
        case .transactionJobs: "Pieces of work that one transaction took together."
        case .commitSeconds: "Time of a commit: writing and syncing the log, now and then moving it into the database."
        case .writeQueueJobs: "Pieces of work that wait for the writer."
        case .writtenEntriesTotal: "Entries that were written to the journal."
        case .eventsTotal: "Entries in the journal since it was made: the number of the newest event."
        case .cases: "Cases in each state."
        case .timerLateSeconds: "By how much the oldest look at a case's time limits is late."
        case .remindersOpen: "Reminders that hold now, counted up to 10000."
        case .databaseBytes: "Size of the database."
        case .databaseWalBytes: "Size of the database's write-ahead log."
        case .diskFreeBytes: "Bytes left where the data is kept."
        case .diskSizeBytes: "Size of the disk where the data is kept."
        case .materials: "Materials that are here whole."
        case .materialBytes: "Bytes of the materials that are here whole."
        case .materialsWanted: "Materials of other cities' cases that are not here yet, counted up to 10000."
        case .materialsFetching: "Materials that are being fetched now."
        case .materialReceivedBytesTotal: "Bytes of materials that came from peers."
        case .materialSentBytesTotal: "Bytes of materials that peers were given."
        case .materialPostponedTotal: "How often a material could not be fetched and waits to be tried again."
        case .materialsWithheld:
            "Materials about which something was found, by how they stand, counted up to 10000 each."
        case .apiRequestsTotal: "Requests by operation and class of status; 'none' had no operation."
        case .apiRequestSeconds: "Time until an answer begins, by operation."
        case .apiConnections: "Connections that are open."
        case .apiConnectionsLimit: "Connections that may be open at a listener."
        case .apiConnectionsFullTotal: "How often a listener took no further connection because its limit was reached."
        case .apiSlowCallersTotal: "Connections that were closed because their callers were too slow."
        case .apiThrottledTotal: "Requests that were refused because their token is used too often."
        case .signInFailuresTotal: "Requests with a token that does not hold, and sign-ins that failed."
        case .signInLockOutsTotal: "Addresses that have to wait because their sign-ins failed too often."
        case .apiCertificateExpiryTimestampSeconds: "When the API's certificate ends; without TLS there is none."
        case .tokenExpiryTimestampSeconds: "When the next of the tokens that hold ends; without tokens there is none."
        case .webhookDeliveriesTotal: "Attempts to deliver an event to a webhook's target."
        case .webhookWaitingEvents: "Events that were not taken and are sent again."
        case .webhookDeadEvents: "Events that are not sent any more until somebody replays them."
        case .webhooks: "Webhooks by state; failing ones are active, and their breakers open."
        case .fileDropPackagesTotal: "Packages of the file drop by what became of them."
        case .processResidentMemoryBytes: "Resident memory."
        case .processCpuSecondsTotal: "Time that the processor spent on the daemon."
        case .processOpenFiles: "Files and sockets that are open."
        case .processOpenFilesLimit: "Files and sockets that may be open."
        case .processStartTimestampSeconds: "When the daemon started."
        }
    }
}
