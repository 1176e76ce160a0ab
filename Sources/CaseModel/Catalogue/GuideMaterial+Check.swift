extension GuideMaterial {
    /// Finds everything that is wrong with it; `path` is where it stands in the guide.
    func check(_ list: inout FaultList, _ path: String) {
        list.name(key, max: CatalogueLimits.keyCharactersMax, "\(path).key")
        list.name(name, "\(path).name")
        list.number(originals, 0...CatalogueLimits.sheetsMax, "originals", "\(path).originals")
        list.number(copies, 0...CatalogueLimits.sheetsMax, "copies", "\(path).copies")
        checkPaper(&list, path)
        list.count(criteria.count, min: 1, max: CatalogueLimits.criteriaMax, "\(path).criteria")
        for index in criteria.indices { list.text(criteria[index], min: 1, "\(path).criteria[\(index)]") }
        list.require(
            !sharedDataReplaces || source == .government,
            .inconsistent,
            "only what a government issued can be replaced by shared data",
            "\(path).sharedDataReplaces"
        )
        if transmission.hasFile {
            list.count(mediaTypes.count, min: 1, max: CatalogueLimits.mediaTypesMax, "\(path).mediaTypes")
        } else {
            list.require(
                mediaTypes.isEmpty,
                .inconsistent,
                "what travels as \(transmission.chineseTerm) has no file: take the media types out",
                "\(path).mediaTypes"
            )
        }
        for (index, type) in mediaTypes.enumerated() {
            list.require(
                MediaType.isValid(type),
                .malformed,
                "give type/subtype without parameters, like application/pdf",
                "\(path).mediaTypes[\(index)]"
            )
        }
        list.unique(mediaTypes, "\(path).mediaTypes")
    }

    private func checkPaper(_ list: inout FaultList, _ path: String) {
        switch transmission {
        case .courier, .confidentialMail:
            list.require(
                form != .electronic,
                .inconsistent,
                "an electronic document does not travel as \(transmission.chineseTerm)",
                "\(path).transmission"
            )
        case .onSite: return
        case .scan: break
        }
        if form == .electronic {
            list.require(
                originals == 0 && copies == 0,
                .inconsistent,
                "an electronic document has no originals and copies: give 0",
                "\(path).originals"
            )
        } else {
            list.require(
                originals > 0 || copies > 0,
                .missing,
                "say how many originals or copies are needed",
                "\(path).originals"
            )
        }
    }
}
