import CaseModel

extension CatalogueReader {
    /// The mappings of a list, kept as the list's parts.
    private mutating func parts(_ source: inout GuideSource, _ key: String, allowed keys: Set<String>) -> [YAMLMapping]
    {
        let expected = "expected a list whose parts have " + keys.sorted().joined(separator: ", ")
        let elements = keep(try source.guide.elements(key, expected: expected)) ?? []
        let found = elements.compactMap { mapping($0, allowed: keys) }
        source.parts[key] = found
        return found
    }

    /// The flow.
    mutating func steps(_ source: inout GuideSource) -> [GuideStep] {
        parts(&source, "steps", allowed: ["name", "role", "limit"]).map { step($0) }
    }

    private mutating func step(_ part: YAMLMapping) -> GuideStep {
        GuideStep(
            name: keep(try part.text("name", expected: "expected what is done (环节名称)")) ?? "",
            role: choice(part, "role", or: .reviewer),
            limit: keep(
                try part.optionalValue("limit", expected: CatalogueWords.limitExpectation) {
                    CatalogueWords.limit($0)
                }
            ) ?? nil
        )
    }

    /// The materials: each a shared one's name, or a description that may be like a shared one.
    mutating func materials(_ source: inout GuideSource) -> [GuideMaterial] {
        let expected = "expected a list of materials: names of shared ones, or descriptions"
        var found: [YAMLMapping] = []
        for element in keep(try source.guide.elements("materials", expected: expected)) ?? [] {
            if let name = element.text {
                if let shared = materials[name] {
                    found.append(filled(shared, from: \.materials))
                } else {
                    note(element.error("there is no shared material '\(name)'", expected: "describe it in shared/"))
                }
            } else if let own = mapping(element, allowed: GuideSource.materialKeys) {
                found.append(filled(own, from: \.materials))
            }
        }
        source.parts["materials"] = found
        return found.map { material($0) }
    }

    private mutating func material(_ part: YAMLMapping) -> GuideMaterial {
        GuideMaterial(
            key: keep(try part.text("key", expected: "expected a short key")) ?? "",
            name: keep(try part.text("name", expected: "expected the material's name (材料名称)")) ?? "",
            source: choice(part, "source", or: .applicant),
            necessity: choice(part, "necessity", or: .mandatory),
            form: choice(part, "form", or: .both),
            originals: keep(try part.value("originals", expected: Self.number) { CatalogueWords.whole($0) }) ?? 0,
            copies: keep(try part.value("copies", expected: Self.number) { CatalogueWords.whole($0) }) ?? 0,
            criteria: keep(try part.values("criteria", expected: "expected a list of points (受理标准)") { $0 }) ?? [],
            transmission: choice(part, "transmission", or: .scan),
            sharedDataReplaces: (keep(
                try part.optionalValue("shared-data-replaces", expected: "expected 是 (yes) or 否 (no)") {
                    CatalogueWords.flag($0)
                }
            ) ?? nil) ?? false,
            mediaTypes: keep(try part.values("media-types", expected: "expected a list such as [image/jpeg]") { $0 })
                ?? []
        )
    }

    /// What the applicant gets.
    mutating func results(_ source: inout GuideSource) -> [GuideResult] {
        parts(&source, "results", allowed: ["name", "kind", "form", "sample"]).map { result($0) }
    }

    private mutating func result(_ part: YAMLMapping) -> GuideResult {
        GuideResult(
            name: keep(try part.text("name", expected: "expected the result's name (结果名称)")) ?? "",
            kind: choice(part, "kind", or: .notice),
            form: part.values["form"] == nil ? nil : choice(part, "form", or: .both),
            sample: keep(try part.optionalText("sample", expected: "expected where a sample can be seen")) ?? nil
        )
    }

    /// What it costs.
    mutating func fees(_ source: inout GuideSource) -> [GuideFee] {
        parts(&source, "fees", allowed: ["name", "fen", "basis"]).map { fee($0) }
    }

    private mutating func fee(_ part: YAMLMapping) -> GuideFee {
        GuideFee(
            name: keep(try part.text("name", expected: "expected what is paid for (收费项目)")) ?? "",
            amountFen: keep(
                try part.value("fen", expected: "expected a whole number of fen (分)") {
                    CatalogueWords.whole($0).map(Int64.init)
                }
            ) ?? 0,
            basis: keep(try part.text("basis", expected: "expected the rule that sets it (收费依据)")) ?? ""
        )
    }

    /// The parts of joint handling.
    mutating func legs(_ source: inout GuideSource) -> [GuideLeg] {
        parts(&source, "legs", allowed: ["key", "name", "office", "side", "after", "limit"]).map { leg($0) }
    }

    private mutating func leg(_ part: YAMLMapping) -> GuideLeg {
        GuideLeg(
            key: keep(try part.text("key", expected: "expected a short key")) ?? "",
            name: keep(try part.text("name", expected: "expected what is done")) ?? "",
            office: keep(try part.text("office", expected: "expected whose office does it")) ?? "",
            side: choice(part, "side", or: .handling),
            after: keep(try part.values("after", expected: "expected a list of keys of other legs") { $0 }) ?? [],
            limit: keep(
                try part.value("limit", expected: CatalogueWords.limitExpectation) { CatalogueWords.limit($0) }
            ) ?? TimeLimit(days: 0, unit: .workingDays)
        )
    }
}
