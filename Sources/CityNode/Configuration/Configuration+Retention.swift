import CaseModel

extension Configuration {
    private static let years =
        "expected whole years from the January 1st after the case was closed, 1 to \(PrivacyLimits.retentionYearsMax), "
        + "or permanent"

    /// Reads how long data are kept; `nil` where nothing is said.
    static func retention(_ top: YAMLMapping) throws(ConfigurationError) -> RetentionPlan? {
        guard let mapping = try top.mapping("retention", allowed: ["years", "items", "held-cases"]) else { return nil }
        var plan = RetentionPlan(usual: try rule(mapping))
        if mapping.values["items"] != nil {
            for item in try mapping.mappings("items", allowed: ["code", "years"]) {
                let code = try item.text("code", expected: "expected the item's code")
                guard plan.items.updateValue(try rule(item), forKey: code) == nil else {
                    throw item.error("code", "names \(code) a second time", expected: "keep one of the two items")
                }
            }
        }
        let held = try mapping.values(
            "held-cases",
            expected: "expected case numbers like 330800-20261123-7K2M9QX4RT",
            read: { CaseNumber(typed: $0) }
        )
        plan.held = Set(held)
        return plan
    }

    private static func rule(_ mapping: YAMLMapping) throws(ConfigurationError) -> RetentionRule {
        let years: Int?? = try mapping.optionalValue("years", expected: years) { text -> Int?? in
            if text == "permanent" { return .some(nil) }
            guard let years = Int(text), (1...PrivacyLimits.retentionYearsMax).contains(years) else { return nil }
            return years
        }
        return RetentionRule(years: years ?? nil)
    }
}
