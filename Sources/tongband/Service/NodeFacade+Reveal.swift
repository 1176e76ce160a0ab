import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func reveal(_ order: RevealOrder, of number: CaseNumber) async throws(ServiceError) -> RevealedData {
        try await serving {
            switch try await node.reveal(order, of: number) {
            case .shown(let values, let at): return RevealedData(number: number, at: at, values: values)
            case .refused(let refusal): throw ServiceError.revealRefused(refusal)
            }
        }
    }
}
