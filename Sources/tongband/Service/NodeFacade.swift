import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

/// The node as the local API wants it: every part of `NodeService` lies in a file of its own.
struct NodeFacade: NodeService {
    let node: CityNode

    /// This node's city.
    var city: CityCode { CityCode(node.configuration.node) }
}

extension CityCode {
    /// A node is named by its city's code.
    init(_ node: NodeCode) {
        guard let code = CityCode(number: node.number) else { preconditionFailure("a node's code is a city's code") }
        self = code
    }
}

extension NodeCode {
    /// A city's node is named by its code.
    init(_ city: CityCode) {
        guard let code = NodeCode(number: city.number) else { preconditionFailure("a city's code is a node's code") }
        self = code
    }
}

extension LaneName {
    init(_ lane: Lane) {
        self =
            switch lane {
            case .case: .case
            case .result: .result
            case .alliance: .alliance
            }
    }

    var lane: Lane {
        switch self {
        case .case: .case
        case .result: .result
        case .alliance: .alliance
        }
    }
}

extension NodeAPI.StreamDirection {
    init(_ direction: CaseStore.StreamDirection) { self = direction == .outgoing ? .outgoing : .incoming }

    var stored: CaseStore.StreamDirection { self == .outgoing ? .outgoing : .incoming }
}
