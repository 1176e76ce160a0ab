import CaseModel

/// What stands in the way of a material, or stood.
package enum MaterialFlag: String, Hashable, Sendable, CaseIterable {
    /// It waits for the check for viruses, and cannot be opened.
    case checking
    /// The check found something, and it cannot be opened.
    case infected
    /// It is not what the other city says it is; it can be had, and should not be opened without thought.
    case differs
    /// An operator lets it be opened in spite of what was found.
    case released
    /// An operator put it away for good.
    case discarded

    /// Whether it can be had.
    package var isOpen: Bool { self == .differs || self == .released }
}

/// A material with what was found about it.
package struct WithheldMaterial: Hashable, Sendable {
    /// Its place in the order in which materials came.
    package var id: Int64
    /// The material.
    package var digest: MaterialDigest
    /// Its bytes.
    package var size: Int64
    /// What it is by its bytes, as a media type; `nil` where that was not looked at.
    package var content: String?
    /// How it stands.
    package var flag: MaterialFlag
    /// What was found.
    package var finding: String
    /// When it was found or decided, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// The city that it came from; `nil` where it was put in here.
    package var source: CityCode?
    /// Who decided, where somebody did.
    package var decidedBy: String?
    /// Why.
    package var decidedReason: String?

    /// Makes an item.
    package init(
        id: Int64,
        digest: MaterialDigest,
        size: Int64,
        content: String?,
        flag: MaterialFlag,
        finding: String,
        at: Int64,
        source: CityCode?,
        decidedBy: String? = nil,
        decidedReason: String? = nil
    ) {
        self.id = id
        self.digest = digest
        self.size = size
        self.content = content
        self.flag = flag
        self.finding = finding
        self.at = at
        self.source = source
        self.decidedBy = decidedBy
        self.decidedReason = decidedReason
    }
}

/// Which of them are asked for.
package struct WithheldQuery: Hashable, Sendable {
    /// Only those that stand so; empty for all.
    package var flags: Set<MaterialFlag>
    /// Only those before this one.
    package var cursor: Int64?
    /// At most so many.
    package var limit: Int

    /// Makes a query.
    package init(flags: Set<MaterialFlag>, cursor: Int64?, limit: Int) {
        self.flags = flags
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of them.
package struct WithheldPage: Hashable, Sendable {
    /// Newest first.
    package var items: [WithheldMaterial]
    /// Where the next page begins, or `nil` on the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [WithheldMaterial], next: Int64?) {
        self.items = items
        self.next = next
    }
}
