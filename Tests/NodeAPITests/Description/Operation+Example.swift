import Foundation

@testable import NodeAPI

extension NodeAPI.Operation {
    /// The path with the description's examples in it.
    var examplePath: String {
        description.parameters.filter { $0.place == .path }.reduce(route.path) { path, parameter in
            path.replacingOccurrences(of: "{\(parameter.name)}", with: parameter.shape.example.inAddress)
        }
    }
}

extension JSONValue {
    /// As it stands in an address: a list with commas.
    var inAddress: String {
        let text =
            switch self {
            case .text(let text): text
            case .list(let items): items.map(\.inAddress).joined(separator: ",")
            default: compact
            }
        return text.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? text
    }
}
