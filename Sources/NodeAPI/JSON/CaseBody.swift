import CaseModel

/// Cases as the API's JSON, written and read as the routes do it, for whoever measures that.
package enum CaseBody {
    /// A case as `GET /v1/cases/{number}` answers it.
    package static func bytes(of view: CaseView) -> [UInt8] {
        Array(JSONText.encode(CaseJSON(view, records: [])).readableBytesView)
    }

    /// A draft as `POST /v1/cases` takes it.
    ///
    /// - Throws: `Problem` with the place and what to do.
    package static func draft(in bytes: [UInt8]) throws(Problem) -> CaseDraft {
        try JSONBody(bytes: bytes).decode(CaseDraft.self, shape: .draft)
    }
}
