import CaseModel

extension JSONShape {
    /// The body of a decision about a file that is kept aside.
    static let withheldOrder = object([
        required("officer", officer),
        required("reason", reason),
    ])

    /// A file that is kept aside.
    static let withheldView = answer(
        "WithheldMaterial",
        "a file that was found to be wrong (隔离材料)",
        [
            required("digest", .digest),
            required("size", .bytes),
            sometimes("content", .text(example: "application/pdf"), "what its bytes are"),
            required("standing", names(of: MaterialFlag.self, "whether it can be opened")),
            required("finding", .text(example: "Eicar-Test-Signature"), "what was found"),
            required("at", .moment, "when"),
            sometimes("source", .city, "the city from which it came"),
            sometimes("decidedBy", officer, "who decided about it"),
            sometimes("decidedReason", .text(example: "误报"), "why"),
        ]
    )

    /// A page of them.
    static let withheldPage = answer(
        "WithheldPage",
        "files that were found to be wrong, newest first",
        [required("items", .list(withheldView)), sometimes("next", .cursor)]
    )
}
