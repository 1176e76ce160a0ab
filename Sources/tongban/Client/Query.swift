import Foundation

/// A route's query.
struct Query {
    /// `?name=value&...`, or nothing.
    let text: String

    /// Takes the parameters that have a value.
    init(_ parameters: [(name: String, value: String?)]) {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-_.,")
        let parts = parameters.compactMap { parameter in
            parameter.value.flatMap { $0.addingPercentEncoding(withAllowedCharacters: allowed) }
                .map { "\(parameter.name)=\($0)" }
        }
        text = parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
