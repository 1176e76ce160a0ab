import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func events(after id: Int64, matching filter: EventFilter, limit: Int) async throws(ServiceError) -> EventSlice {
        try await serving { try await node.events.slice(after: id, matching: filter, limit: limit) }
    }

    func newestEvent() async throws(ServiceError) -> Int64 {
        try await serving { try await node.store.glance { try $0.lastEntry().rawValue } }
    }

    func wake(_ follower: AsyncStream<Void>.Continuation) { node.feed.wake(follower) }
}
