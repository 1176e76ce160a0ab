import CaseModel

/// What was found about a material that people should not open without thought.
package enum MaterialStanding: Int64, Hashable, Sendable, CaseIterable {
    /// It waits for the check for viruses, and cannot be opened.
    case checking = 1
    /// The check found something, and it cannot be opened.
    case infected = 2
    /// It came from another city and is not what it is said to be there; it is given out, and marked.
    case differs = 3
    /// An operator lets it be opened in spite of what was found.
    case released = 4
    /// An operator put it away for good; its bytes are not here any more.
    case discarded = 5

    /// Whether it may be given to people and named by a case.
    package var isOpen: Bool { self == .differs || self == .released }
}

/// What was found about a material, or decided.
package struct MaterialFinding: Hashable, Sendable {
    /// How it stands.
    package var standing: MaterialStanding
    /// What was found, in a few words, such as the name of a virus.
    package var finding: String
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Who decided, where an operator did.
    package var by: String?
    /// Why, where an operator did.
    package var why: String?

    /// Makes a finding.
    package init(standing: MaterialStanding, finding: String, at: Int64, by: String? = nil, why: String? = nil) {
        self.standing = standing
        self.finding = finding
        self.at = at
        self.by = by
        self.why = why
    }
}

/// A material with what was found about it.
package struct MaterialCheckRow: Hashable, Sendable {
    /// Its place in the order in which materials came.
    package var id: Int64
    /// The material.
    package var material: MaterialRow
    /// What was found.
    package var finding: MaterialFinding

    /// Makes a row.
    package init(id: Int64, material: MaterialRow, finding: MaterialFinding) {
        self.id = id
        self.material = material
        self.finding = finding
    }
}
