/// What a JSON value looks like: its type, its bounds, what it means, and an example.
///
/// One value serves three ends: requests are checked by it, the API's description is made of it, and the tests hold every
/// answer against it.
struct JSONShape: Sendable {
    /// What kind of value it is.
    indirect enum Kind: Sendable {
        /// A text.
        case text(TextBounds)
        /// A whole number within bounds.
        case whole(ClosedRange<Int64>)
        /// True or false.
        case flag
        /// One of these texts.
        case oneOf([String])
        /// A list of one shape, with so many items.
        case list(JSONShape, ClosedRange<Int>)
        /// An object with these keys. One that is open may get more in later versions; one that is not refuses others.
        case object([Member], isOpen: Bool)
        /// An object whose keys are names, with values of one shape.
        case map(JSONShape)
        /// A value of one of these shapes. Where they are told apart by a key that each has with one value, its name.
        case choice([JSONShape], by: String?)
    }

    /// What bounds a text.
    ///
    /// The rules of the node check it, not the shape, so that they can say what to do instead.
    struct TextBounds: Hashable, Sendable {
        /// How many characters (Unicode scalars) it has, where that is bounded.
        var length: ClosedRange<Int>?
        /// A regular expression that it matches.
        var pattern: String?
        /// A format's name as JSON Schema knows it.
        var format: String?
    }

    /// A key of an object.
    struct Member: Sendable {
        /// When the key is there.
        enum Presence: Sendable {
            /// Always.
            case required
            /// It may be left out or be `null`.
            case optional
            /// It is left out where nothing is known; it is never `null`.
            case sometimes
        }

        /// The key.
        var key: String
        /// What it stands for.
        var shape: JSONShape
        /// When it is there.
        var presence: Presence

        /// Whether it must be there.
        var isRequired: Bool { presence == .required }
    }

    /// What kind of value it is.
    var kind: Kind
    /// What it means.
    var about = ""
    /// The Chinese term of each text that is possible, in the same order; none where there are no terms.
    var terms: [String] = []
    /// A value that has this shape, where none can be made of its parts.
    var sample: JSONValue?
    /// The name under which the description keeps it.
    var name: String?

    /// The same with another meaning, and another example where one is given.
    func saying(_ about: String?, example: JSONValue? = nil) -> JSONShape {
        var copy = self
        if let about { copy.about = about }
        if let example { copy.sample = example }
        return copy
    }

    /// The same, kept under a name by the description.
    func named(_ name: String) -> JSONShape {
        var copy = self
        copy.name = name
        return copy
    }
}

extension JSONShape {
    /// A text within bounds.
    static func text(
        _ length: ClosedRange<Int>? = nil,
        pattern: String? = nil,
        format: String? = nil,
        example: JSONValue? = nil,
        about: String = ""
    ) -> JSONShape {
        JSONShape(
            kind: .text(TextBounds(length: length, pattern: pattern, format: format)),
            about: about,
            sample: example
        )
    }

    /// A whole number within bounds.
    static func whole(
        _ range: ClosedRange<Int64>,
        example: JSONValue? = nil,
        about: String = ""
    ) -> JSONShape {
        JSONShape(kind: .whole(range), about: about, sample: example)
    }

    /// Any text.
    static let text = JSONShape(kind: .text(TextBounds()))
    /// Any whole number.
    static let whole = JSONShape(kind: .whole(Int64.min...Int64.max))
    /// True or false.
    static let flag = JSONShape(kind: .flag, sample: true)

    /// One of these texts.
    static func oneOf(_ names: [String]) -> JSONShape { JSONShape(kind: .oneOf(names)) }

    /// A list of one shape.
    static func list(_ item: JSONShape, _ count: ClosedRange<Int> = 0...Int.max) -> JSONShape {
        JSONShape(kind: .list(item, count))
    }

    /// An object of a request: it has no other keys.
    static func object(_ members: [Member]) -> JSONShape { JSONShape(kind: .object(members, isOpen: false)) }

    /// An object that has these keys too.
    func with(_ more: [Member]) -> JSONShape {
        guard case .object(let members, let isOpen) = kind else { preconditionFailure("only an object has keys") }
        var copy = self
        copy.kind = .object(more + members, isOpen: isOpen)
        return copy
    }

    /// An object of an answer: later versions may have more keys.
    ///
    /// Its texts may be empty: one that was left out is told as that.
    static func answer(_ name: String, _ about: String, _ members: [Member]) -> JSONShape {
        let told = members.map { member in
            guard case .text = member.shape.kind else { return member }
            return Member(key: member.key, shape: member.shape.answered, presence: member.presence)
        }
        return JSONShape(kind: .object(told, isOpen: true), about: about, name: name)
    }

    /// An object of an answer whose keys are names.
    static func map(_ value: JSONShape) -> JSONShape { JSONShape(kind: .map(value)) }

    /// A key that is always there.
    static func required(_ key: String, _ shape: JSONShape, _ about: String? = nil, example: JSONValue? = nil) -> Member
    {
        Member(key: key, shape: shape.saying(about, example: example), presence: .required)
    }

    /// A key of a request that may be left out or be `null`.
    static func optional(_ key: String, _ shape: JSONShape, _ about: String? = nil, example: JSONValue? = nil) -> Member
    {
        Member(key: key, shape: shape.saying(about, example: example), presence: .optional)
    }

    /// A key of an answer that is left out where nothing is known.
    static func sometimes(
        _ key: String,
        _ shape: JSONShape,
        _ about: String? = nil,
        example: JSONValue? = nil
    ) -> Member {
        Member(key: key, shape: shape.saying(about, example: example), presence: .sometimes)
    }
}

extension JSONShape {
    /// The same value where the node gives it back: open, with keys left out instead of `null`, and with texts that may
    /// be empty, since a text that was left out is told as that.
    var answered: JSONShape {
        var copy = self
        copy.name = nil
        switch kind {
        case .text(var bounds):
            if let length = bounds.length { bounds.length = 0...length.upperBound }
            if bounds.pattern == Self.ink { bounds.pattern = nil }
            copy.kind = .text(bounds)
        case .whole, .flag, .oneOf: break
        case .list(let item, let count): copy.kind = .list(item.answered, 0...count.upperBound)
        case .map(let value): copy.kind = .map(value.answered)
        case .choice(let shapes, let key): copy.kind = .choice(shapes.map(\.answered), by: key)
        case .object(let members, _):
            let answered = members.map { member in
                Member(
                    key: member.key,
                    shape: member.shape.answered,
                    presence: member.isRequired ? .required : .sometimes
                )
            }
            copy.kind = .object(answered, isOpen: true)
        }
        return copy
    }

    /// An example: the one that was given, or one made of the examples of the parts.
    var example: JSONValue {
        if let sample { return sample }
        switch kind {
        case .text: return ""
        case .whole(let range): return .whole(max(range.lowerBound, min(range.upperBound, 0)))
        case .flag: return true
        case .oneOf(let names): return .text(names.first ?? "")
        case .list(let item, _): return [item.example]
        case .map: return [:]
        case .choice(let shapes, _): return shapes.first?.example ?? [:]
        case .object(let members, _): return .object(members.map { .init($0.key, $0.shape.example) })
        }
    }
}
