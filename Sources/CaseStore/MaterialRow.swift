import CaseModel
import ExchangeCore

/// How much of a material is here.
package enum MaterialState: Int64, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case wanted = 0
    /// A part.
    case partial = 1
    /// All of it, and its digest is right.
    case complete = 2
    /// All of it came, and its digest is wrong.
    case corrupt = 3
}

/// A material of the index.
///
/// Its bytes are a file in the folder of materials.
package struct MaterialRow: Hashable, Sendable {
    /// Its name.
    package var digest: MaterialDigest
    /// Its bytes.
    package var size: Int64
    /// Its media type.
    package var mediaType: String
    /// How much of it is here.
    package var state: MaterialState
    /// Bytes that are here and synced.
    package var received: Int64
    /// The peer to fetch it from; `nil` when it was put in here.
    package var source: NodeCode?
    /// When it was put into the index, in milliseconds since 1970-01-01T00:00:00Z.
    package var addedAt: Int64
    /// What it is by its bytes (`ContentKind`); `nil` until they are here, and for those that came before this was looked at.
    package var content: ContentKind?
    /// What was found about it; `nil` where nothing stands in the way.
    package var standing: MaterialStanding?

    /// Whether it may be given to people and named by a case.
    package var isOpen: Bool { standing?.isOpen ?? true }

    /// True for what was erased: nothing of it is here, and nobody brings it.
    package var isErased: Bool { state == .wanted && source == nil }
}

/// A material as a case names it.
package struct CaseMaterial: Hashable, Sendable {
    /// The material.
    package var material: MaterialRow
    /// What the case calls it.
    package var name: String
    /// What the scanned paper is.
    package var form: MaterialReference.Form
    /// The entry that brought it: submission, supplement or decision.
    package var entry: EntryID
}
