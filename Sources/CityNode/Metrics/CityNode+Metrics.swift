import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import NodeMetrics

// Everything that a node measures of itself, for whoever watches.
extension CityNode {
    /// Puts what this module measures on a page.
    ///
    /// Reads one state of the store, which nobody who writes waits for, and asks for nothing that takes longer the more cases
    /// there are.
    ///
    /// - Parameters:
    ///   - page: where it is put.
    ///   - report: how the exchange stands; `nil` where it does not answer, and its part is left out.
    package func measure(_ page: inout MetricsPage, _ report: ExchangeReport?) async throws {
        let peers = federation.members.keys.filter { $0 != configuration.node }.sorted()
        let reading = try await store.read { try StoreReading($0, peers: peers) }
        measureItself(&page, report)
        measureStore(&page, reading)
        for peer in peers { measureBacklog(&page, peer, reading) }
        measureExchange(&page, report)
        measureMaterials(&page, reading)
        measureOutlets(&page, reading)
        Self.measureProcess(&page, startedAt: startedAt)
    }

    private func measureItself(_ page: inout MetricsPage, _ report: ExchangeReport?) {
        page.set(.buildInfo, Self.version, to: 1)
        page.set(.nodeInfo, "\(configuration.node)", configuration.own?.name ?? "", to: 1)
        let obstacles = Set(obstacles(report).map(\.code))
        page.set(.ready, to: obstacles.isEmpty)
        for code in Obstacle.Code.allCases { page.set(.notReady, code.rawValue, to: obstacles.contains(code)) }
        let standing = Set(alarms.list.map(\.code))
        for code in AlarmCode.allCases { page.set(.alarm, code.rawValue, to: standing.contains(code)) }
        page.set(.upkeepTimestampSeconds, toMilliseconds: meters.upkeepEndedAt.value)
        page.set(.exchangeUp, to: report != nil)
        if let next = tokens.nextExpiry(at: now) { page.set(.tokenExpiryTimestampSeconds, toMilliseconds: next) }
    }

    private func measureStore(_ page: inout MetricsPage, _ reading: StoreReading) {
        let writer = meters.writer
        page.set(.transactionsTotal, "done", to: writer.doneCount.count)
        page.set(.transactionsTotal, "failed", to: writer.failedCount.count)
        page.set(.transactionJobs, to: writer.jobs)
        page.set(.commitSeconds, to: writer.commitSeconds)
        page.set(.writeQueueJobs, to: pipeline.waitingCount)
        page.set(.writtenEntriesTotal, to: writer.entries.count)
        page.set(.eventsTotal, to: reading.newestEvent)
        for state in CaseState.allCases { page.set(.cases, state.rawValue, to: reading.cases[state] ?? 0) }
        page.set(.quarantineEntries, to: reading.totals.quarantined)
        // Without a calendar nobody looks, and nothing is late.
        let late = guideBook == nil ? 0 : max(0, now - (reading.oldestLook ?? .max))
        page.set(.timerLateSeconds, toMilliseconds: late)
        page.set(.remindersOpen, to: reading.waiting.remindersOpen)
        page.set(.databaseBytes, to: reading.totals.databaseBytes)
        page.set(.databaseWalBytes, to: SQLiteStore.logBytes(path: configuration.databaseFile))
        let disk = disk
        page.set(.diskFreeBytes, to: disk.free)
        page.set(.diskSizeBytes, to: disk.size)
    }

    private func measureBacklog(_ page: inout MetricsPage, _ peer: NodeCode, _ reading: StoreReading) {
        for lane in Lane.allCases {
            let stream = reading.streams[StreamKey(peer: peer, lane: lane)]
            let age = stream?.oldestAt.map { max(0, now - $0) } ?? 0
            page.set(.peerBacklogEntries, "\(peer)", "\(lane)", to: stream?.backlog.entries ?? 0)
            page.set(.peerBacklogBytes, "\(peer)", "\(lane)", to: stream?.backlog.bytes ?? 0)
            page.set(.peerBacklogSeconds, "\(peer)", "\(lane)", toMilliseconds: age)
        }
        page.set(
            .peerQuarantinedEntriesTotal,
            "\(peer)",
            to: meters.writer.quarantinedEntries[peer] ?? 0
        )
    }

    private func measureExchange(_ page: inout MetricsPage, _ report: ExchangeReport?) {
        page.set(.peerBacklogLimitBytes, to: configuration.backlogBytesPerPeerMax)
        let limits = Limits()
        page.set(.peerWindowFrames, to: limits.windowFramesMax)
        page.set(.peerWindowBytes, to: limits.windowBytesMax)
        guard let report else { return }
        page.set(.strangersRefusedTotal, to: report.strangersRefused)
        for (peer, standing) in report.peers.sorted(by: { $0.key < $1.key }) { page.add(standing, of: "\(peer)") }
    }

    private func measureMaterials(_ page: inout MetricsPage, _ reading: StoreReading) {
        page.set(.materials, to: reading.totals.materials)
        page.set(.materialBytes, to: reading.totals.materialBytes)
        page.set(.materialsWanted, to: reading.waiting.materialsWanted)
        page.set(.materialsFetching, to: meters.materials.fetching.value)
        page.set(.materialReceivedBytesTotal, to: meters.materials.receivedBytes.count)
        page.set(.materialSentBytesTotal, to: meters.materials.sentBytes.count)
        page.set(.materialPostponedTotal, to: meters.materials.postponed.count)
        for standing in MaterialStanding.allCases {
            page.set(.materialsWithheld, "\(standing)", to: reading.waiting.materialsWithheld[standing] ?? 0)
        }
    }

    private func measureOutlets(_ page: inout MetricsPage, _ reading: StoreReading) {
        page.set(.webhookDeliveriesTotal, "delivered", to: meters.webhooksDelivered.count)
        page.set(.webhookDeliveriesTotal, "failed", to: meters.webhooksFailed.count)
        page.set(.webhookWaitingEvents, to: reading.waiting.deliveriesWaiting)
        page.set(.webhookDeadEvents, to: reading.waiting.deliveriesDead)
        for state in WebhookRow.State.allCases { page.set(.webhooks, "\(state)", to: reading.webhooks[state] ?? 0) }
        page.set(.webhooks, "failing", to: alarms.list.filter { $0.code == .webhookFailing }.count)
        page.set(.fileDropPackagesTotal, "done", to: meters.packagesDone.count)
        page.set(.fileDropPackagesTotal, "refused", to: meters.packagesRefused.count)
        page.set(.fileDropPackagesTotal, "postponed", to: meters.packagesPostponed.count)
    }

    private static func measureProcess(_ page: inout MetricsPage, startedAt: Int64) {
        let usage = ProcessUsage()
        if let bytes = usage.residentBytes { page.set(.processResidentMemoryBytes, to: bytes) }
        page.set(.processCpuSecondsTotal, to: usage.processorSeconds)
        if let count = usage.openFiles { page.set(.processOpenFiles, to: count) }
        page.set(.processOpenFilesLimit, to: usage.openFilesMax)
        page.set(.processStartTimestampSeconds, toMilliseconds: startedAt)
    }
}
