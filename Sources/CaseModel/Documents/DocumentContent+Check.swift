extension DocumentContent {
    /// The content as it may be issued: every text within its limits, from the right city, and with everything that its
    /// kind needs.
    ///
    /// A refusal without reasons and remedies is refused with `missing`.
    public func checked() throws(CaseRefusal) -> DocumentContent {
        try checkNumbers()
        var checker = Checker()
        if let handlingNumber {
            try checker.name(handlingNumber, max: CaseLimits.idNumberCharactersMax, "handlingNumber")
        }
        try checker.name(addressee, "addressee")
        try checker.name(itemName, max: CaseLimits.itemNameCharactersMax, "itemName")
        try checker.name(itemCode, max: CaseLimits.itemCodeCharactersMax, "itemCode")
        try checkNeeds(&checker)
        try checkSections(&checker)
        try checkTables(&checker)
        try checker.count(paragraphs.count, max: DocumentLimits.paragraphsMax, "paragraphs")
        for index in paragraphs.indices {
            try checker.name(paragraphs[index].heading, "paragraphs[\(index)].heading")
            try checker.text(paragraphs[index].text, min: 1, "paragraphs[\(index)].text")
        }
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        try checker.name(seal, "seal")
        try checker.total()
        return self
    }

    private func checkNumbers() throws(CaseRefusal) {
        guard number.belongs(to: caseNumber) else {
            throw CaseRefusal(.numberMismatch, "\(number) is a document of another case", field: "number")
        }
        let isCollecting = number.city == caseNumber.collecting
        guard isCollecting == (kind.issuer == .collecting) else {
            throw CaseRefusal(
                .wrongSide,
                isCollecting
                    ? "\(number.city) collected the case; the handling city issues the \(kind.rawValue)"
                    : "\(caseNumber.collecting) collected the case and issues the \(kind.rawValue)",
                field: "number"
            )
        }
    }

    private func checkNeeds(_ checker: inout Checker) throws(CaseRefusal) {
        if reasons != nil || kind.needsReasons { try checker.text(reasons ?? "", min: 1, "reasons") }
        if deadline != nil || kind.needsDeadline {
            try checker.text(deadline ?? "", min: 1, max: CaseLimits.defectTextCharactersMax, "deadline")
        }
        guard kind.isRefusal == (remedies != nil) else {
            throw CaseRefusal(
                kind.isRefusal ? .missing : .malformed,
                kind.isRefusal
                    ? "a refusal names the authority that reconsiders (行政复议) and the court (行政诉讼)"
                    : "remedies stand in refusals only: leave them out",
                field: "remedies"
            )
        }
        if let words = remedies?.words {
            try checker.text(words, min: 1, "remedies.words")
        } else if let remedies {
            try checker.name(remedies.reconsideration, "remedies.reconsideration")
            try checker.name(remedies.court, "remedies.court")
        }
        if kind.needsTable { try checker.count(tables.count, min: 1, max: DocumentLimits.tablesMax, "tables") }
    }

    private func checkSections(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.count(sections.count, max: DocumentLimits.sectionsMax, "sections")
        for (index, section) in sections.enumerated() {
            try checker.name(section.heading, "sections[\(index)].heading")
            try checker.count(section.rows.count, min: 1, max: DocumentLimits.rowsMax, "sections[\(index)].rows")
            for row in section.rows.indices {
                try checker.name(section.rows[row].label, "sections[\(index)].rows[\(row)].label")
                try checker.text(section.rows[row].value, "sections[\(index)].rows[\(row)].value")
            }
        }
    }

    private func checkTables(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.count(tables.count, max: DocumentLimits.tablesMax, "tables")
        for (index, table) in tables.enumerated() {
            let path = "tables[\(index)]"
            try checker.name(table.caption, "\(path).caption")
            try checker.count(table.columns.count, min: 1, max: DocumentLimits.columnsMax, "\(path).columns")
            for column in table.columns.indices {
                try checker.name(table.columns[column], "\(path).columns[\(column)]")
            }
            try checker.count(table.rows.count, min: 1, max: DocumentLimits.rowsMax, "\(path).rows")
            for row in table.rows.indices {
                guard table.rows[row].count == table.columns.count else {
                    throw CaseRefusal(
                        .malformed,
                        "this row has \(table.rows[row].count) cells and the table \(table.columns.count) columns",
                        field: "\(path).rows[\(row)]"
                    )
                }
                for (column, cell) in table.rows[row].enumerated() {
                    try checker.text(cell, "\(path).rows[\(row)][\(column)]")
                }
            }
        }
    }
}
