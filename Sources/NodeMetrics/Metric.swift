/// Everything that a node measures, with the name that Prometheus knows it by.
///
/// What each means for whoever runs the node, and what to do about it, is in the table of Deploy/README.md; a test compares
/// the two.
package enum Metric: String, Hashable, Sendable, CaseIterable {
    // MARK: Node

    /// The software's version, as a label; always 1.
    case buildInfo = "tongban_build_info"
    /// The node's code and its city's name, as labels; always 1.
    case nodeInfo = "tongban_node_info"
    /// 1 while the node takes work, as /readyz says.
    case ready = "tongban_ready"
    /// 1 for each reason why the node takes no work now.
    case notReady = "tongban_not_ready"
    /// 1 while an alarm of this code stands; 'tongban status' says what it is about.
    case alarm = "tongban_alarm"
    /// When the node's round of upkeep (timers, alarms, retention) ended last.
    case upkeepTimestampSeconds = "tongban_upkeep_timestamp_seconds"

    // MARK: Peers

    /// 1 while the exchange thread answers within two seconds.
    case exchangeUp = "tongban_exchange_up"
    /// 1 for the state that the link to a peer is in, 0 for all others.
    case peerLink = "tongban_peer_link"
    /// When something was last heard of a peer.
    case peerLastContactTimestampSeconds = "tongban_peer_last_contact_timestamp_seconds"
    /// By how much a peer's clock is ahead of ours, by its last receipt.
    case peerClockOffsetSeconds = "tongban_peer_clock_offset_seconds"
    /// Entries that a peer has not receipted, waiting ones included.
    case peerBacklogEntries = "tongban_peer_backlog_entries"
    /// Bytes of the entries that a peer has not receipted.
    case peerBacklogBytes = "tongban_peer_backlog_bytes"
    /// Age of the oldest entry that a peer has not receipted.
    case peerBacklogSeconds = "tongban_peer_backlog_seconds"
    /// Bytes of a peer's backlog at which new cases for it are refused.
    case peerBacklogLimitBytes = "tongban_peer_backlog_limit_bytes"
    /// Entries that were handed to the transport and have no receipt.
    case peerInFlightEntries = "tongban_peer_in_flight_entries"
    /// Frames that were handed to the transport and have no receipt.
    case peerInFlightFrames = "tongban_peer_in_flight_frames"
    /// Bytes that were handed to the transport and have no receipt.
    case peerInFlightBytes = "tongban_peer_in_flight_bytes"
    /// Frames of a stream that may be without a receipt.
    case peerWindowFrames = "tongban_peer_window_frames"
    /// Bytes of a stream that may be without a receipt.
    case peerWindowBytes = "tongban_peer_window_bytes"
    /// Entries that were handed to the transport, repetitions included.
    case peerSentEntriesTotal = "tongban_peer_sent_entries_total"
    /// Entries that came from a peer, repetitions included.
    case peerReceivedEntriesTotal = "tongban_peer_received_entries_total"
    /// How often a stream to a peer went back because a receipt did not come.
    case peerRetransmissionsTotal = "tongban_peer_retransmissions_total"
    /// Entries of a peer that came again.
    case peerDuplicateEntriesTotal = "tongban_peer_duplicate_entries_total"
    /// How often entries of a peer came with a gap before them.
    case peerGapsTotal = "tongban_peer_gaps_total"
    /// Entries of a peer that could not be taken and come again.
    case peerDroppedEntriesTotal = "tongban_peer_dropped_entries_total"
    /// 1 while a stream is halted at two different entries.
    case peerHalted = "tongban_peer_halted"
    /// What was dropped of a peer, by cause.
    case peerRefusalsTotal = "tongban_peer_refusals_total"
    /// Attempts to connect to a peer that failed, by cause.
    case peerHandshakeFailuresTotal = "tongban_peer_handshake_failures_total"
    /// Entries of a peer that went into quarantine.
    case peerQuarantinedEntriesTotal = "tongban_peer_quarantined_entries_total"
    /// Quarantined entries that wait for an operator.
    case quarantineEntries = "tongban_quarantine_entries"
    /// Connections that were refused because their key is on no list.
    case strangersRefusedTotal = "tongban_strangers_refused_total"

    // MARK: Store

    /// Transactions that are on disk (done), or were undone (failed).
    case transactionsTotal = "tongban_transactions_total"
    /// Pieces of work that one transaction took together.
    case transactionJobs = "tongban_transaction_jobs"
    /// Time of a commit: writing and syncing the log, now and then moving it into the database.
    case commitSeconds = "tongban_commit_seconds"
    /// Pieces of work that wait for the writer.
    case writeQueueJobs = "tongban_write_queue_jobs"
    /// Entries that were written to the journal.
    case writtenEntriesTotal = "tongban_written_entries_total"
    /// Entries in the journal since it was made: the number of the newest event.
    case eventsTotal = "tongban_events_total"
    /// Cases in each state.
    case cases = "tongban_cases"
    /// By how much the oldest look at a case's time limits is late.
    case timerLateSeconds = "tongban_timer_late_seconds"
    /// Reminders that hold now, counted up to 10000.
    case remindersOpen = "tongban_reminders_open"
    /// Size of the database.
    case databaseBytes = "tongban_database_bytes"
    /// Size of the database's write-ahead log.
    case databaseWalBytes = "tongban_database_wal_bytes"
    /// Bytes left where the data is kept.
    case diskFreeBytes = "tongban_disk_free_bytes"
    /// Size of the disk where the data is kept.
    case diskSizeBytes = "tongban_disk_size_bytes"

    // MARK: Materials

    /// Materials that are here whole.
    case materials = "tongban_materials"
    /// Bytes of the materials that are here whole.
    case materialBytes = "tongban_material_bytes"
    /// Materials of other cities' cases that are not here yet, counted up to 10000.
    case materialsWanted = "tongban_materials_wanted"
    /// Materials that are being fetched now.
    case materialsFetching = "tongban_materials_fetching"
    /// Bytes of materials that came from peers.
    case materialReceivedBytesTotal = "tongban_material_received_bytes_total"
    /// Bytes of materials that peers were given.
    case materialSentBytesTotal = "tongban_material_sent_bytes_total"
    /// How often a material could not be fetched and waits to be tried again.
    case materialPostponedTotal = "tongban_material_postponed_total"
    /// Materials about which something was found, by how they stand, counted up to 10000 each.
    case materialsWithheld = "tongban_materials_withheld"

    // MARK: API

    /// Requests by operation and class of status; 'none' had no operation.
    case apiRequestsTotal = "tongban_api_requests_total"
    /// Time until an answer begins, by operation.
    case apiRequestSeconds = "tongban_api_request_seconds"
    /// Connections that are open.
    case apiConnections = "tongban_api_connections"
    /// Connections that may be open at a listener.
    case apiConnectionsLimit = "tongban_api_connections_limit"
    /// How often a listener took no further connection because its limit was reached.
    case apiConnectionsFullTotal = "tongban_api_connections_full_total"
    /// Connections that were closed because their callers were too slow.
    case apiSlowCallersTotal = "tongban_api_slow_callers_total"
    /// Requests that were refused because their token is used too often.
    case apiThrottledTotal = "tongban_api_throttled_total"
    /// Requests with a token that does not hold, and sign-ins that failed.
    case signInFailuresTotal = "tongban_sign_in_failures_total"
    /// Addresses that have to wait because their sign-ins failed too often.
    case signInLockOutsTotal = "tongban_sign_in_lock_outs_total"
    /// When the API's certificate ends; without TLS there is none.
    case apiCertificateExpiryTimestampSeconds = "tongban_api_certificate_expiry_timestamp_seconds"
    /// When the next of the tokens that hold ends; without tokens there is none.
    case tokenExpiryTimestampSeconds = "tongban_token_expiry_timestamp_seconds"

    // MARK: Outlets

    /// Attempts to deliver an event to a webhook's target.
    case webhookDeliveriesTotal = "tongban_webhook_deliveries_total"
    /// Events that were not taken and are sent again.
    case webhookWaitingEvents = "tongban_webhook_waiting_events"
    /// Events that are not sent any more until somebody replays them.
    case webhookDeadEvents = "tongban_webhook_dead_events"
    /// Webhooks by state; failing ones are active, and their breakers open.
    case webhooks = "tongban_webhooks"
    /// Packages of the file drop by what became of them.
    case fileDropPackagesTotal = "tongban_file_drop_packages_total"

    // MARK: Process

    /// Resident memory.
    case processResidentMemoryBytes = "tongban_process_resident_memory_bytes"
    /// Time that the processor spent on the daemon.
    case processCpuSecondsTotal = "tongban_process_cpu_seconds_total"
    /// Files and sockets that are open.
    case processOpenFiles = "tongban_process_open_files"
    /// Files and sockets that may be open.
    case processOpenFilesLimit = "tongban_process_open_files_limit"
    /// When the daemon started.
    case processStartTimestampSeconds = "tongban_process_start_timestamp_seconds"

    /// How a metric behaves.
    package enum Kind: String, Sendable {
        /// Only grows, from the daemon's start on.
        case counter
        /// Goes up and down.
        case gauge
        /// Counts observations in buckets.
        case histogram
    }
}
