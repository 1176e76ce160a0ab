import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import ServiceLifecycle

// The node as a service: it runs from its init on, looks after itself, and stops when it is told to.
extension CityNode: Service {
    /// Time between two looks at cases whose department has said nothing, and at parcels.
    static let silenceMilliseconds: Int64 = 60_000
    /// Time between two looks at disk and backlogs.
    static let upkeepSeconds = 10

    /// Looks after the node until a graceful shutdown, then stops it.
    ///
    /// - Throws: what ended the exchange, where it ended by itself: the process should be started anew.
    package func run() async throws {
        started.set()
        let upkeep = Task { await self.keepUp() }
        let clerk = Task { await self.writeDocuments() }
        let hooks = Task { await self.webhooks.run() }
        let telling = Task { await self.alerts.run() }
        let inspection = Task { await self.inspectMaterials() }
        let failure = await cancelWhenGracefulShutdown {
            for await error in self.failures { return error as (any Error)? }
            return nil
        }
        upkeep.cancel()
        clerk.cancel()
        hooks.cancel()
        telling.cancel()
        // What was delivered is written down before the store closes.
        await hooks.value
        await telling.value
        inspection.cancel()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.stop()
                continuation.resume()
            }
        }
        if let failure { throw failure }
    }

    private func keepUp() async {
        var day = LocalDay(milliseconds: Clock.wall.milliseconds)
        var silenceLookedAt: Int64 = 0
        var retentionLookedAt: Int64 = 0
        while !Task.isCancelled {
            await lookAround()
            await proveWriting()
            hurryDocuments()
            await publishContacts()
            if Clock.wall.milliseconds - Self.silenceMilliseconds >= silenceLookedAt {
                silenceLookedAt = Clock.wall.milliseconds
                await acceptWhatWasLeftSilent()
                await watchParcels()
                await expireUploads()
            }
            if Clock.wall.milliseconds - Self.retentionMilliseconds >= retentionLookedAt {
                retentionLookedAt = Clock.wall.milliseconds
                await eraseWhatIsOver()
            }
            await remind()
            await keepTokenUses()
            let today = LocalDay(milliseconds: Clock.wall.milliseconds)
            if today != day {
                day = today
                await reconcileAll()
            }
            meters.upkeepEndedAt.set(Clock.wall.milliseconds)
            try? await Task.sleep(for: .seconds(Self.upkeepSeconds))
        }
    }

    /// Bytes left on the disk of the data folder.
    package var freeBytes: Int64 { disk.free }

    /// Bytes left for this user on the disk of the data folder, and the bytes of all of it.
    var disk: (free: Int64, size: Int64) {
        var status = statvfs()
        guard statvfs(configuration.data, &status) == 0 else { return (0, 0) }
        let block = UInt64(status.f_frsize)
        return (
            Int64(clamping: UInt64(status.f_bavail) * block), Int64(clamping: UInt64(status.f_blocks) * block)
        )
    }

    /// How the exchange stands.
    ///
    /// - Throws: `CancellationError` once the node stops, `ExchangeStuck` where the exchange thread hangs.
    package func exchangeReport() async throws -> ExchangeReport {
        guard !isStopped else { throw CancellationError() }
        guard let report = await exchange.report(within: Self.exchangePatience) else {
            throw isStopped ? CancellationError() : ExchangeStuck()
        }
        return report
    }

    /// Lets a halted stream compare again.
    package func resume(_ stream: StreamKey) { exchange.tell(.resume(stream)) }

    /// Accepts the cases about which the department said nothing within the law's limit; at a start also those that became
    /// due while the node was down.
    func acceptWhatWasLeftSilent() async {
        guard let timetable = guideBook?.timetable else { return }
        var cursor: CaseCursor?
        do {
            repeat {
                let from = cursor
                cursor = try await pipeline.run {
                    try SilenceWatch(scope: $0, timetable: timetable).accept(after: from)
                }
            } while cursor != nil && !Task.isCancelled
        } catch {
            log.error("cases that are accepted by silence could not be written: \(error)")
        }
    }

    /// Tells the members this city's contacts as they are now, where they do not have them yet.
    func publishContacts() async {
        guard let contacts else { return }
        let members = federation.members.keys.filter { $0 != configuration.node }.sorted()
        do {
            let untold = try await store.read { reader in
                try members.filter { try ContactsDesk.next(contacts, for: $0, reader) != nil }
            }
            guard !untold.isEmpty else { return }
            try await pipeline.run { try ContactsDesk(scope: $0).publish(contacts, to: untold) }
        } catch {
            log.error("the contacts could not be told to the members: \(error)")
        }
    }

    /// Compares with every peer, as is done once a day: what is outstanding stands as an alarm until it isn't.
    func reconcileAll() async {
        for peer in federation.members.keys.sorted() where peer != configuration.node {
            do {
                let outstanding = try await reconcile(peer).outstanding
                if outstanding.isEmpty {
                    log.notice("reconciled: nothing outstanding", metadata: ["peer": "\(peer)"])
                } else {
                    alarms.raise(
                        .outstanding,
                        peer: peer,
                        "\(outstanding.count) things are outstanding with \(peer); 'tongban reconcile \(peer)' lists them"
                    )
                }
            } catch {
                log.error("the reconciliation failed: \(error)", metadata: ["peer": "\(peer)"])
            }
        }
    }
}

/// Bounds of a node's upkeep.
enum NodeLimits {
    /// Parcels' alarms that stand at a time; the others wait, so that those of the node itself have room.
    package static let parcelAlarmsMax = 100
}
