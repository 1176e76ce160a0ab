import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import Foundation
import NodeAPI

extension NodeFacade {
    func status() async throws(ServiceError) -> NodeStatus {
        try await serving {
            let report: ExchangeReport
            do {
                report = try await node.exchangeReport()
            } catch is ExchangeStuck {
                // What is left to tell says why, among the alarms.
                report = .nothing
            }
            let peers = try await peers(report)
            let (counts, newest, totals) = try await node.store.read {
                (try $0.caseCounts(), try $0.lastEntry(), try $0.totals())
            }
            return NodeStatus(
                code: city,
                name: node.federation.members[node.configuration.node]?.name ?? "",
                software: CityNode.version,
                epoch: String(node.epoch, radix: 16),
                startedAt: node.startedAt,
                now: Int64(Date().timeIntervalSince1970 * 1_000),
                cases: counts.mapValues { Int64($0) },
                newestEvent: newest.rawValue,
                quarantined: totals.quarantined,
                databaseBytes: totals.databaseBytes,
                materials: totals.materials,
                materialBytes: totals.materialBytes,
                freeBytes: node.freeBytes,
                peers: peers.map { NodeStatus.Peer(code: $0.code, link: $0.link) },
                alarms: node.alarms.list.map(NodeStatus.Alarm.init),
                strangers: report.strangers.map {
                    NodeStatus.Stranger(
                        address: $0.address,
                        key: $0.key,
                        count: $0.count,
                        lastAt: $0.lastAt.milliseconds
                    )
                }
            )
        }
    }
}
