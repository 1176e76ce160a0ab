import CaseModel
import CaseStore
import ExchangeCore
import NIOSSL

// What the node looks at again and again, so that nobody else has to.
extension CityNode {
    /// Raises and ends the alarms that nobody else sees come.
    func lookAround() async {
        lookAtDisk()
        lookAtCertificate()
        lookAtTokens()
        await lookAtExchange()
        do {
            try await lookAtStore()
        } catch {
            // The node stops, or its store cannot be read, which every request says too.
            if !isStopped { log.error("the store could not be looked at: \(error)") }
        }
    }

    private func lookAtExchange() async {
        do {
            let report = try await exchangeReport()
            alarms.clear(.exchangeStuck)
            peerWatch.withLock { $0.look(at: report, now: now) }
            await askForTheTime(report.peers.filter(\.value.isConnected).map(\.key))
        } catch is CancellationError {
            // The node stops.
        } catch {
            alarms.raise(
                .exchangeStuck,
                "the thread that talks to the peers does not answer: nothing is sent or received; the service manager's "
                    + "watchdog restarts the node, and where there is none, restart it"
            )
        }
    }

    /// Clocks are read from receipts: who tells no time any more gets something to receipt.
    private func askForTheTime(_ connected: [NodeCode], at now: Instant = Clock.steady) async {
        for peer in clockWatch.overdue(among: connected, at: now) {
            do {
                _ = try await sendProbe(to: peer)
            } catch {
                // It is asked again.
                if !isStopped { log.error("\(peer) could not be asked for its time: \(error)") }
            }
        }
    }

    private func lookAtDisk() {
        let free = freeBytes
        let limit = thresholds.diskFreeBytes
        guard free < limit else { return alarms.clear(.diskLow) }
        alarms.raise(
            .diskLow,
            level: free < limit / AlarmThresholds.diskCriticalPart ? .critical : nil,
            "only \(free >> 20) MiB are left on the disk of \(configuration.data); make room or enlarge the volume: a "
                + "node whose disk is full takes nothing new"
        )
    }

    private func lookAtStore() async throws {
        let peers = federation.members.keys.filter { $0 != configuration.node }
        let (backlogs, oldest, quarantined, dead) = try await store.read { reader in
            var backlogs: [NodeCode: Backlog] = [:]
            var oldest: [NodeCode: Int64] = [:]
            for code in peers {
                backlogs[code] = try reader.backlog(code)
                oldest[code] = try Lane.allCases.compactMap {
                    try reader.oldestWaiting(StreamKey(peer: code, lane: $0))
                }.min()
            }
            var dead: [Int64: Int] = [:]
            for webhook in try reader.webhooks() {
                dead[webhook.id.rawValue] = try reader.deliveryCounts(of: webhook.id).dead
            }
            return (backlogs, oldest, try reader.totals().quarantined, dead.filter { $0.value > 0 })
        }
        for (code, backlog) in backlogs { look(at: backlog, of: code, oldest: oldest[code]) }
        if quarantined > 0 {
            alarms.raise(
                .quarantine,
                "\(quarantined) entries could not be applied and wait; 'tongban quarantine list' says why, then replay "
                    + "or discard them"
            )
        } else {
            alarms.clear(.quarantine)
        }
        alarms.keep(.webhookDead, details: Set(dead.keys.map { "\($0)" }))
        for (id, count) in dead {
            alarms.raise(
                .webhookDead,
                detail: "\(id)",
                "\(count) events were given up for webhook \(id); repair its target, then "
                    + "'tongban webhook replay \(id) --all'"
            )
        }
    }

    private func look(at backlog: Backlog, of code: NodeCode, oldest: Int64?) {
        let percent = Int(Double(backlog.bytes) / Double(configuration.backlogBytesPerPeerMax) * 100)
        if percent >= AlarmThresholds.backlogWarningPercent {
            alarms.raise(
                .backlog,
                peer: code,
                level: percent >= AlarmThresholds.backlogCriticalPercent ? .critical : nil,
                "\(percent) % of the backlog for \(code) are used; at 100 % new cases for it are refused"
            )
        } else {
            alarms.clear(.backlog, peer: code)
        }
        if let oldest, now - oldest >= Int64(thresholds.backlogAgeMinutes) * 60_000 {
            alarms.raise(
                .backlogOld,
                peer: code,
                "\(code) has not receipted what was written at \(LocalTime.text(oldest)); \(backlog.entries) entries "
                    + "wait: 'tongban peers \(code)' says what its link does"
            )
        } else {
            alarms.clear(.backlogOld, peer: code)
        }
    }

    private func lookAtCertificate() {
        guard let file = configuration.api.tls?.certificate else { return }
        // A file that cannot be read is told of at the start and at a reload.
        guard let chain = try? NIOSSLCertificate.fromPEMFile(file), let end = chain.map(\.notValidAfter).min() else {
            return
        }
        let days = (Int64(end) * 1_000 - now) / LocalDay.dayMilliseconds
        guard days < AlarmThresholds.certificateDays.warning else { return alarms.clear(.certificateEnds) }
        alarms.raise(
            .certificateEnds,
            level: days < AlarmThresholds.certificateDays.critical ? .critical : nil,
            "the API's certificate \(file) holds until \(LocalTime.text(Int64(end) * 1_000)); put a new one there and "
                + "send SIGHUP"
        )
    }

    private func lookAtTokens() {
        let ending = tokens.ending(from: now)
        alarms.keep(.tokenEnds, details: Set(ending.map(\.id)))
        for token in ending {
            let days = (token.expiresAt - now) / LocalDay.dayMilliseconds
            alarms.raise(
                .tokenEnds,
                detail: token.id,
                level: days < AlarmThresholds.tokenDays.warning ? .warning : nil,
                "token \(token.id) of account \(token.account) is in use and holds until "
                    + "\(LocalTime.text(token.expiresAt)); make the next one with 'tongban token add \(token.account)'"
            )
        }
    }

    /// Whether nothing can be written is told by the writer, after every transaction that fails or succeeds again.
    static func commitsAlarm(_ alarms: AlarmBoard) -> @Sendable ((any Error)?) -> Void {
        { error in
            guard let error else { return alarms.clear(.commitsFail) }
            alarms.raise(.commitsFail, "nothing can be written to the store: \(error)")
        }
    }
}
