/// Collects every fault of an item or a guide, not only the first.
struct FaultList {
    /// What was found.
    private(set) var faults: [CaseRefusal] = []
    private var checker = Checker()

    /// Something that must hold.
    mutating func require(
        _ condition: Bool,
        _ code: CaseRefusal.Code,
        _ message: @autoclosure () -> String,
        _ field: @autoclosure () -> String
    ) {
        if !condition { faults.append(CaseRefusal(code, message(), field: field())) }
    }

    /// A name on one line that must be said.
    mutating func name(_ text: String, max: Int = CaseLimits.nameCharactersMax, _ field: @autoclosure () -> String) {
        do throws(CaseRefusal) { try checker.name(text, max: max, field()) } catch { faults.append(error) }
    }

    /// A text of any number of lines; with `min` 1 it must be said.
    mutating func text(_ text: String, min: Int = 0, _ field: @autoclosure () -> String) {
        do throws(CaseRefusal) {
            try checker.text(text, min: min, max: CatalogueLimits.textCharactersMax, field())
        } catch { faults.append(error) }
    }

    /// A list's length.
    mutating func count(_ count: Int, min: Int = 0, max: Int, _ field: String) {
        do throws(CaseRefusal) { try checker.count(count, min: min, max: max, field) } catch { faults.append(error) }
    }

    /// Names of which none comes twice.
    mutating func names(_ names: [String], max: Int, _ field: String) {
        count(names.count, max: CatalogueLimits.namesMax, field)
        for index in names.indices { name(names[index], max: max, "\(field)[\(index)]") }
        unique(names, field)
    }

    /// A choice of at least one value, none twice.
    mutating func choices<Choice: Hashable & ChineseTerm>(_ values: [Choice], _ field: String) {
        require(!values.isEmpty, .missing, "give at least one of \(Choice.chineseTerms)", field)
        unique(values, field)
    }

    /// A list in which nothing comes twice.
    mutating func unique<Value: Hashable>(_ values: [Value], _ field: String, _ part: String = "") {
        var seen: Set<Value> = []
        for index in values.indices where !seen.insert(values[index]).inserted {
            faults.append(CaseRefusal(.repeated, "this came before: give it once", field: "\(field)[\(index)]\(part)"))
        }
    }

    /// A limit's length, from `min` to ``TimeLimit/daysMax`` days.
    mutating func limit(_ limit: TimeLimit, min: Int = 0, _ field: @autoclosure () -> String) {
        number(limit.days, min...TimeLimit.daysMax, "days", field())
    }

    /// A whole number within its bounds.
    mutating func number(
        _ value: Int,
        _ range: ClosedRange<Int>,
        _ unit: String,
        _ field: @autoclosure () -> String
    ) {
        require(
            range.contains(value),
            .malformed,
            "\(range.lowerBound) to \(range.upperBound) \(unit), not \(value)",
            field()
        )
    }
}
