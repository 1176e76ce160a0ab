import CaseModel

/// Reads the files of a catalogue and goes on after a fault, so that all faults of a folder are found at once.
struct CatalogueReader {
    /// What is wrong so far.
    private(set) var errors: [ConfigurationError] = []
    /// The items, and where each was read.
    private(set) var items: [(item: Item, source: YAMLMapping)] = []
    /// The guides, and where each was read.
    private(set) var guides: [(guide: Guide, source: GuideSource)] = []
    /// Blocks of values that guides can be like.
    var blocks: [String: YAMLMapping] = [:]
    /// Descriptions of materials that guides can name.
    var materials: [String: YAMLMapping] = [:]
    /// Whether an item could not be read, so that guides may name one that is not here.
    private var hasLostItems = false

    /// A part, or nothing when it is faulty; the fault is kept.
    mutating func keep<Value>(_ read: @autoclosure () throws(ConfigurationError) -> Value) -> Value? {
        do throws(ConfigurationError) {
            return try read()
        } catch {
            errors.append(error)
            return nil
        }
    }

    /// Keeps a fault.
    mutating func note(_ error: ConfigurationError) { errors.append(error) }

    /// Keeps the value that `read` makes when it meets no fault.
    mutating func whole<Value>(_ read: (inout CatalogueReader) -> Value) -> Value? {
        let before = errors.count
        let value = read(&self)
        return errors.count == before ? value : nil
    }

    /// The mapping at a file's top without its faulty keys, or nothing when there is none.
    mutating func top(_ file: String, allowed keys: Set<String>) -> YAMLMapping? {
        do throws(ConfigurationError) {
            return try YAMLMapping.parse(YAMLMapping.text(of: file), file: file, allowed: keys, &errors)
        } catch {
            errors.append(error)
            return nil
        }
    }

    /// A mapping without its faulty keys, or nothing when it is none.
    mutating func mapping(_ value: YAMLMapping.Value, allowed keys: Set<String>) -> YAMLMapping? {
        do throws(ConfigurationError) {
            return try YAMLMapping(value, allowed: keys, &errors)
        } catch {
            errors.append(error)
            return nil
        }
    }

    /// One of the words of a choice that must be made.
    mutating func choice<Choice: ChineseTerm>(
        _ source: YAMLMapping,
        _ key: String,
        or fallback: Choice
    ) -> Choice {
        let expected = CatalogueWords.expectation(of: Choice.self)
        return keep(try source.value(key, expected: expected) { Choice(word: $0) }) ?? fallback
    }

    /// A list of the words of a choice.
    mutating func choices<Choice: ChineseTerm>(_ source: YAMLMapping, _ key: String, _: Choice.Type) -> [Choice] {
        let expected =
            "expected a list, its texts each one of "
            + Choice.allCases.map(\.chineseTerm).joined(separator: ", ")
        return keep(try source.values(key, expected: expected) { Choice(word: $0) }) ?? []
    }

    /// Reads a file of items.
    mutating func readItems(_ file: String) {
        let before = errors.count
        defer { hasLostItems = hasLostItems || errors.count > before }
        guard let top = top(file, allowed: ["field", "items"]) else { return }
        let field = keep(try top.text("field", expected: "expected the field's name (领域)")) ?? ""
        let expected = "expected a list of items"
        for element in keep(try top.neededElements("items", expected: expected)) ?? [] {
            guard let source = mapping(element, allowed: ItemKeys.all) else { continue }
            if let item = whole({ $0.item(source, field: field) }) { items.append((item, source)) }
        }
    }

    /// Adds a guide.
    mutating func add(_ guide: Guide, from source: GuideSource) { guides.append((guide, source)) }

    /// Checks all that was read together, and says every fault at its line.
    ///
    /// What is wrong with the whole is told of `folder`.
    mutating func catalogue(in folder: String) throws(ConfigurationErrors) -> Catalogue {
        var made: Catalogue?
        do throws(CatalogueFaults) {
            made = try Catalogue(items: items.map(\.item), guides: guides.map(\.guide))
        } catch {
            for fault in error.faults { tell(fault, in: folder) }
        }
        guard errors.isEmpty, let made else { throw ConfigurationErrors(errors) }
        return made
    }

    private mutating func tell(_ fault: CatalogueFault, in folder: String) {
        let field = fault.refusal.field ?? ""
        switch fault.place {
        case .item(let place):
            let (item, source) = items[place]
            let key = ItemKeys.key(of: field)
            errors.append(
                ConfigurationError(
                    file: source.file,
                    line: source.line(of: key),
                    problem: "'\(key)' of item \(item.name.isEmpty ? item.code : item.name)",
                    expected: fault.refusal.message
                )
            )
        case .guide(let place):
            let (guide, source) = guides[place]
            // The item may stand among those that could not be read.
            if hasLostItems, field == "item" { return }
            errors.append(source.error(field, item: guide.item, fault.refusal.message))
        case .whole:
            errors.append(
                ConfigurationError(file: folder, problem: "'\(field)'", expected: fault.refusal.message)
            )
        }
    }
}
