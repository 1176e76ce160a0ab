extension Guide {
    /// Everything that keeps a request from being submitted; empty when it can be.
    ///
    /// All is told at once, as the law asks of a correction (行政许可法 article 32). The fields are paths of
    /// ``GuideRequest``. A jump item's only refusal is the one that gives the link.
    public func refusals(of request: GuideRequest, item: Item) -> [CaseRefusal] {
        if item.kind == .jump {
            return [
                CaseRefusal(
                    .handledElsewhere,
                    "\(item.name) is done in a national system alone: go to \(item.link ?? "its site")",
                    field: "item"
                )
            ]
        }
        var refusals: [CaseRefusal] = []
        if !modes.contains(request.mode) {
            let offered = modes.map { "\($0.rawValue) (\($0.chineseTerm))" }.joined(separator: ", ")
            refusals.append(
                CaseRefusal(.modeNotOffered, "\(city) offers \(item.name) as \(offered): choose that", field: "mode")
            )
        }
        if !item.applicants.contains(request.applicant) {
            let served = item.applicants.map(\.chineseTerm).joined(separator: ", ")
            refusals.append(
                CaseRefusal(
                    .applicantNotServed,
                    "\(item.name) is for \(served): check the kind of applicant, or choose another item",
                    field: "applicant"
                )
            )
        }
        if request.hasAgent, !appearances.contains(.agent) {
            refusals.append(
                CaseRefusal(
                    .agentNotAllowed,
                    "\(city) does not take \(item.name) from an agent: the applicant has to act",
                    field: "agent"
                )
            )
        }
        return refusals + materialRefusals(of: request.materials)
    }

    private func materialRefusals(of given: [GuideRequest.Given]) -> [CaseRefusal] {
        guard given.count <= CatalogueLimits.givenMax else {
            return [
                CaseRefusal(
                    .tooMuch,
                    "at most \(CatalogueLimits.givenMax), these are \(given.count): give fewer",
                    field: "materials"
                )
            ]
        }
        var refusals: [CaseRefusal] = []
        var present: Set<String> = []
        for (index, file) in given.enumerated() {
            guard let material = material(file.material) else {
                let known = materials.filter(\.transmission.hasFile).map(\.name).joined(separator: ", ")
                refusals.append(
                    CaseRefusal(
                        .unknownMaterial,
                        known.isEmpty
                            ? "the guide asks for no file: take it out"
                            : "the guide does not ask for this: it asks for \(known)",
                        field: "materials[\(index)]"
                    )
                )
                continue
            }
            present.insert(material.key)
            guard material.transmission.hasFile else {
                refusals.append(
                    CaseRefusal(
                        .malformed,
                        "\(material.name) travels as \(material.transmission.chineseTerm) and is never a file: "
                            + "take it out",
                        field: "materials[\(index)]"
                    )
                )
                continue
            }
            if !material.takes(file.form) {
                let taken = MaterialReference.Form.allCases.filter(material.takes).map(\.chineseTerm)
                refusals.append(
                    CaseRefusal(
                        .malformed,
                        "\(material.name) is taken as \(taken.joined(separator: ", "))",
                        field: "materials[\(index)].form"
                    )
                )
            }
        }
        for material in materials where material.mustBeGiven && !present.contains(material.key) {
            refusals.append(CaseRefusal(.missing, "\(material.name) is missing: add it", field: "materials"))
        }
        return refusals
    }

    /// The material that a key or a name means.
    public func material(_ word: String) -> GuideMaterial? {
        materials.first { $0.key == word } ?? materials.first { $0.name == word }
    }
}
