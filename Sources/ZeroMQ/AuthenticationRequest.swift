/// One ZAP request, taken apart: version, request id, domain, address, identity, mechanism, credentials.
struct AuthenticationRequest {
    /// The only version of ZAP there is.
    static let version = "1.0"

    /// The id to repeat in the answer; empty where the request has none.
    let requestID: [UInt8]
    let domain: String
    let address: String
    let mechanism: String
    /// The peer's key; nil where the mechanism is not CURVE.
    let key: CurvePublicKey?
    /// What is wrong with the request's form; nil where nothing is.
    let fault: String?

    /// Reads a request's parts; `dropped` says how many more there were than any request has.
    init(parts: [[UInt8]], dropped: Int = 0) {
        func text(_ index: Int) -> String {
            parts.indices.contains(index) ? String(decoding: parts[index], as: UTF8.self) : ""
        }
        requestID = parts.count > 1 ? parts[1] : []
        domain = text(2)
        address = text(3)
        mechanism = text(5)
        let isCurve = mechanism == "CURVE"
        key = isCurve && parts.count == 7 ? try? CurvePublicKey(bytes: parts[6]) : nil
        fault =
            if dropped > 0 || parts.count < 6 {
                "it has \(parts.count + dropped) parts"
            } else if text(0) != Self.version {
                "its version is not \(Self.version)"
            } else if isCurve, key == nil {
                "a CURVE request ends with one key of 32 bytes"
            } else {
                nil
            }
    }
}
