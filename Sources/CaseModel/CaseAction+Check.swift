extension CaseAction {
    /// The action as it is kept: checked.
    public func checked() throws(CaseRefusal) -> CaseAction {
        try deed.check()
        return self
    }
}

extension Acceptance {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        try checker.text(note, "note")
    }
}

extension Correction {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.count(defects.count, min: 1, max: CaseLimits.defectsMax, "defects")
        for index in defects.indices {
            try checker.name(defects[index].subject, "defects[\(index)].subject")
            try checker.text(
                defects[index].problem,
                min: 1,
                max: CaseLimits.defectTextCharactersMax,
                "defects[\(index)].problem"
            )
            try checker.text(
                defects[index].remedy,
                min: 1,
                max: CaseLimits.defectTextCharactersMax,
                "defects[\(index)].remedy"
            )
        }
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        if let exception {
            try checker.name(exception.supervisor, "exception.supervisor")
            try checker.text(exception.reason, min: 1, "exception.reason")
        }
        try checker.total()
    }
}

extension Decline {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(reason, min: 1, "reason")
        try checker.text(remedies, min: 1, "remedies")
        try checker.name(office, "office")
        try checker.name(officer, "officer")
    }
}

extension Decision {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        let isDenied = outcome == .denied
        if !isDenied, documents.isEmpty, !Measure(reason).hasInk {
            throw CaseRefusal(
                .missing,
                "a grant comes with at least one document, or with the reason why there is none",
                field: "documents"
            )
        }
        try checker.text(reason, min: isDenied ? 1 : 0, "reason")
        try checker.text(remedies, min: isDenied ? 1 : 0, "remedies")
        try checker.materials(documents, "documents")
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        try checker.total()
    }

    /// How a case ends that is decided like this.
    public var ending: EndingCode {
        switch outcome {
        case .denied: .returned
        case .granted: documents.isEmpty ? .closed : .issued
        }
    }
}

extension Supplement {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        guard !fields.isEmpty || !materials.isEmpty || Measure(note).hasInk else {
            throw CaseRefusal(
                .missing,
                "give what the correction asks for: a line, a paper or a word",
                field: "materials"
            )
        }
        try checker.fields(fields)
        try checker.materials(materials, "materials")
        try checker.text(note, "note")
        try checker.name(officer, "officer")
        try checker.total()
    }
}

extension Delivery {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(recipient, "recipient")
        try checker.text(note, "note")
        try checker.name(officer, "officer")
    }
}
