import CaseModel
import HTTPTypes
import Hummingbird

/// What a caller would like, as far as this API can do it (RFC 7240).
struct Preference {
    /// For how many seconds the caller would wait for the other city's receipt; `nil` where it would not.
    let waitSeconds: Int?

    /// Reads the header `Prefer`; as the standard has it, what is not understood is passed over.
    init(_ request: Request) {
        var seconds: Int?
        for part in request.headers[values: .prefer].joined(separator: ",").split(separator: ",") {
            let preference = part.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard preference.count == 2, preference[0].trimming({ $0 == " " }).lowercased() == "wait" else { continue }
            let value = preference[1].trimming { $0 == " " || $0 == "\"" }
            guard seconds == nil, let number = Int(value), number > 0 else { continue }
            seconds = min(number, APILimits.waitSecondsMax)
        }
        waitSeconds = seconds
    }

    /// Waits as long as the caller would, and tells how far the case got; no headers where nobody asked for it.
    ///
    /// The body stays that of the write, so that a repetition has the same.
    func waiting(for number: CaseNumber, at service: any CaseService) async throws -> HTTPFields {
        guard let waitSeconds else { return [:] }
        var headers: HTTPFields = [.preferenceApplied: "wait=\(waitSeconds)"]
        headers[.caseTransport] = try await service.receipt(of: number, waitingSeconds: waitSeconds)?.rawValue
        return headers
    }
}
