import Hummingbird
import JSONCoding

/// Writes JSON.
enum JSONText {
    /// One value as compact JSON with sorted keys and slashes as they are.
    ///
    /// The API's own shapes always encode; one that does not is a broken invariant.
    static func encode(_ value: some Encodable) -> ByteBuffer { ByteBuffer(bytes: bytes(value)) }

    /// The same as bytes.
    static func bytes(_ value: some Encodable) -> [UInt8] {
        do {
            return try JSONStream.bytes(value)
        } catch {
            preconditionFailure("an answer of the API did not encode: \(error)")
        }
    }

    /// One value as text on one line.
    static func line(_ value: some Encodable) throws -> String {
        try JSONStream.text(value)
    }
}

extension Response {
    /// An answer with a JSON body that nobody may keep.
    static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var fields = headers
        fields[.contentType] = "application/json; charset=utf-8"
        fields[.cacheControl] = "no-store"
        return Response(status: status, headers: fields, body: .init(byteBuffer: JSONText.encode(value)))
    }

    /// An answer with a table that a caller saves under a name.
    static func csv(_ text: String, name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present",
                .cacheControl: "no-store",
                .contentDisposition: FileName.disposition(name),
            ],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}
