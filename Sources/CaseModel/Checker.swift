/// Checks texts and lists against their limits and adds up their bytes.
///
/// The first fault ends it.
///
/// Paths are put together only for a fault: a check of a sound case allocates nothing.
struct Checker {
    private var byteCount = 0

    /// A name: something on one line.
    mutating func name(
        _ text: String,
        max: Int = CaseLimits.nameCharactersMax,
        _ field: @autoclosure () -> String
    ) throws(CaseRefusal) {
        try self.text(text, min: 1, max: max, lines: false, field())
    }

    /// A text of any number of lines; with `min` 1 it must not be blank.
    mutating func text(
        _ text: String,
        min: Int = 0,
        max: Int = CaseLimits.textCharactersMax,
        lines: Bool = true,
        _ field: @autoclosure () -> String
    ) throws(CaseRefusal) {
        let measure = Measure(text)
        byteCount += measure.byteCount
        guard measure.characterCount <= max else {
            throw CaseRefusal(
                .tooLong,
                "at most \(max) characters, these are \(measure.characterCount): shorten it",
                field: field()
            )
        }
        guard !measure.hasControl, lines || !measure.hasBreak else {
            throw CaseRefusal(
                .malformed,
                "control characters\(lines ? "" : " and line breaks") are not allowed: remove them",
                field: field()
            )
        }
        guard min == 0 || (measure.hasInk && measure.characterCount >= min) else {
            throw CaseRefusal(
                .missing,
                min > 1 ? "at least \(min) characters" : "this must be said: fill it in",
                field: field()
            )
        }
    }

    /// A list's length.
    func count(_ count: Int, min: Int = 0, max: Int, _ field: String) throws(CaseRefusal) {
        guard count >= min else { throw CaseRefusal(.missing, "give at least \(min)", field: field) }
        guard count <= max else {
            throw CaseRefusal(.tooMuch, "at most \(max), these are \(count): give fewer", field: field)
        }
    }

    /// The lines of a form.
    mutating func fields(_ fields: [FormField]) throws(CaseRefusal) {
        try count(fields.count, max: CaseLimits.fieldsMax, "fields")
        for index in fields.indices {
            try name(fields[index].name, "fields[\(index)].name")
            try text(fields[index].value, max: CaseLimits.fieldValueCharactersMax, "fields[\(index)].value")
        }
        if let index = Self.repeated(fields, by: \.name) {
            throw CaseRefusal(
                .repeated,
                "two lines have this name: give each line once",
                field: "fields[\(index)].name"
            )
        }
    }

    /// A paper by its file.
    mutating func material(_ material: MaterialReference, _ path: @autoclosure () -> String) throws(CaseRefusal) {
        try name(material.name, "\(path()).name")
        byteCount += material.mediaType.utf8.count
        guard MediaType.isValid(material.mediaType) else {
            throw CaseRefusal(
                .malformed,
                "give type/subtype without parameters, like application/pdf",
                field: "\(path()).mediaType"
            )
        }
        guard material.size >= 1 else {
            throw CaseRefusal(.malformed, "an empty file is no material", field: "\(path()).size")
        }
        guard material.size <= CaseLimits.materialBytesMax else {
            throw CaseRefusal(
                .tooMuch,
                "at most \(CaseLimits.materialBytesMax) bytes: split it or scan it smaller",
                field: "\(path()).size"
            )
        }
    }

    /// A list of papers.
    ///
    /// One file may stand for two papers, but not twice under one name.
    mutating func materials(_ materials: [MaterialReference], _ list: String) throws(CaseRefusal) {
        try count(materials.count, max: CaseLimits.materialsMax, list)
        for index in materials.indices { try material(materials[index], "\(list)[\(index)]") }
        if let index = Self.repeated(materials, by: { Paper(digest: $0.digest, name: $0.name) }) {
            throw CaseRefusal(.repeated, "the same file under the same name: give it once", field: "\(list)[\(index)]")
        }
    }

    /// The sum of all texts.
    func total() throws(CaseRefusal) {
        guard byteCount <= CaseLimits.textBytesMax else {
            throw CaseRefusal(
                .tooLarge,
                "all texts together take \(byteCount) bytes, at most \(CaseLimits.textBytesMax): move long texts to a file"
            )
        }
    }

    private struct Paper: Hashable {
        var digest: MaterialDigest
        var name: String
    }

    /// The first element whose key came before.
    ///
    /// Short lists, which nearly all are, are compared pair by pair.
    private static func repeated<Element, Key: Hashable>(_ list: [Element], by key: (Element) -> Key) -> Int? {
        if list.count <= 8 {
            for index in list.indices {
                for earlier in 0..<index where key(list[earlier]) == key(list[index]) { return index }
            }
            return nil
        }
        var seen = Set<Key>(minimumCapacity: list.count)
        return list.indices.first { !seen.insert(key(list[$0])).inserted }
    }
}

/// What one pass over a text finds out.
struct Measure {
    /// Unicode scalars.
    private(set) var characterCount = 0
    /// Bytes of UTF-8.
    let byteCount: Int
    /// A control character that is not a tab or a line break.
    private(set) var hasControl = false
    /// A line break or a tab.
    private(set) var hasBreak = false
    /// Something that is not white space (ASCII, or the full-width space U+3000).
    private(set) var hasInk = false

    /// Looks at a text.
    init(_ text: String) {
        byteCount = text.utf8.count
        var text = text
        text.withUTF8 { look($0) }
    }

    /// Looks at valid UTF-8, as a string's always is: every text of every case passes here, so no scalar is decoded.
    private mutating func look(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count, let hasInk = Self.plain(bytes, at: index) {
                characterCount += 8
                self.hasInk = self.hasInk || hasInk
                index += 8
                continue
            }
            characterCount += 1
            if bytes[index] >= 0xE4 {
                // Chinese and what stands behind it: no white space, no control characters.
                hasInk = true
                index += bytes[index] < 0xF0 ? 3 : 4
                continue
            }
            switch bytes[index] {
            case 0x09, 0x0A, 0x0D: hasBreak = true
            case 0x00...0x1F, 0x7F: hasControl = true
            case 0x20: break
            case 0xC2 where bytes[index + 1] < 0xA0: hasControl = true
            case 0xC2 where bytes[index + 1] == 0xA0: break
            case 0xE3 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80: break
            default: hasInk = true
            }
            switch bytes[index] {
            case 0x00...0x7F: index += 1
            case 0x80...0xDF: index += 2
            case 0xE0...0xEF: index += 3
            default: index += 4
            }
        }
    }

    /// Whether eight bytes hold more than spaces; `nil` where one of them is not printable ASCII.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool? {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones << 7
        let deletes = word ^ (ones &* 0x7F)
        // Above 0x7F, below 0x20, and 0x7F itself: each leaves the top bit of its byte.
        let others = word | ((word &- ones &* 0x20) & ~word) | ((deletes &- ones) & ~deletes)
        return others & tops == 0 ? word != ones &* 0x20 : nil
    }
}
