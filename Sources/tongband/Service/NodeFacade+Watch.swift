import CityNode
import NodeAPI
import NodeMetrics

extension NodeFacade {
    func obstacles() async -> [ReadinessReason] {
        node.obstacles(await node.promptExchangeReport()).map { ReadinessReason(code: $0.code.rawValue, text: $0.text) }
    }

    func measure() async throws(ServiceError) -> MetricsPage {
        try await serving {
            var page = MetricsPage()
            let report = await node.promptExchangeReport()
            try await node.measure(&page, report)
            for (peer, standing) in (report?.peers ?? [:]).sorted(by: { $0.key < $1.key }) {
                let link = PeerStatus.link(standing)
                for state in PeerStatus.Link.allCases {
                    page.set(.peerLink, "\(peer)", state.rawValue, to: state == link)
                }
            }
            return page
        }
    }
}
