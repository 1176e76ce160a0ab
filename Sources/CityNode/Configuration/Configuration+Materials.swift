import CaseModel

extension Configuration {
    private static let typeExpectation =
        "expected media types such as application/pdf, or {type: video/mp4, size: 500 MiB}"

    /// Reads which files are taken; where nothing is said, whatever is not dangerous.
    static func materials(_ top: YAMLMapping) throws(ConfigurationError) -> MaterialSettings {
        var settings = MaterialSettings()
        guard let mapping = try top.mapping("materials", allowed: ["types", "clamd", "uploads"]) else {
            return settings
        }
        settings.content.allowed = mapping.values["types"] == nil ? ContentRules.usual : try types(mapping)
        settings.clamd = try clamd(mapping)
        if let uploads = try mapping.mapping("uploads", allowed: ["open", "bytes", "hours"]) {
            settings.uploads.openMax = try whole(uploads, "open", 1...10_000) ?? settings.uploads.openMax
            settings.uploads.hours = try whole(uploads, "hours", 1...720) ?? settings.uploads.hours
            settings.uploads.bytesMax =
                try uploads.optionalValue("bytes", expected: ByteSize.expectation, read: ByteSize.read)
                ?? settings.uploads.bytesMax
        }
        return settings
    }

    private static func types(_ mapping: YAMLMapping) throws(ConfigurationError) -> [ContentRules.Allowed] {
        var allowed: [ContentRules.Allowed] = []
        for element in try mapping.neededElements("types", expected: typeExpectation) {
            if let text = element.text {
                allowed.append(.init(type: try type(text) { element.error("'types' \($0)", expected: $1) }))
            } else {
                var faults: [ConfigurationError] = []
                let one = try YAMLMapping(element, allowed: ["type", "size"], &faults)
                if let fault = faults.first { throw fault }
                let text = try one.text("type", expected: typeExpectation)
                allowed.append(
                    .init(
                        type: try type(text) { one.error("type", $0, expected: $1) },
                        bytesMax: try one.optionalValue("size", expected: ByteSize.expectation, read: ByteSize.read)
                    )
                )
            }
        }
        guard !allowed.isEmpty else { throw mapping.error("types", "is empty", expected: typeExpectation) }
        return allowed
    }

    private static func type(
        _ text: String,
        error: (_ problem: String, _ expected: String) -> ConfigurationError
    ) throws(ConfigurationError) -> DeclaredType {
        guard text.split(separator: "/", omittingEmptySubsequences: false).count == 2, let type = DeclaredType(text)
        else { throw error("can't hold '\(text.prefix(80))'", typeExpectation) }
        guard !(type.kinds ?? []).contains(where: \.isDangerous) else {
            throw error(
                "can't hold '\(text.prefix(80))': it could run where it is opened",
                "leave it out; programs, scripts, pages and SVG are never taken"
            )
        }
        return type
    }

    private static func clamd(_ mapping: YAMLMapping) throws(ConfigurationError) -> ClamdSettings? {
        guard
            let clamd = try mapping.mapping("clamd", allowed: ["socket", "tcp", "on-failure", "size-max", "timeout"])
        else { return nil }
        let socket = try clamd.optionalText("socket", expected: "expected the path of clamd's Unix socket")
        let tcp: Endpoint? = try clamd.optionalValue(
            "tcp",
            expected: "expected HOST:PORT, such as 127.0.0.1:3310",
            read: { Endpoint(hostAndPort: $0) }
        )
        let address: ClamdSettings.Address
        switch (socket, tcp) {
        case (let path?, nil): address = .socket(path)
        case (nil, let endpoint?): address = .tcp(host: endpoint.host, port: endpoint.port)
        default:
            throw mapping.error("clamd", "names no scanner, or two", expected: "give either 'socket' or 'tcp'")
        }
        var settings = ClamdSettings(address: address)
        settings.onFailure =
            try clamd.optionalValue(
                "on-failure",
                expected: "expected refuse or quarantine",
                read: { ClamdSettings.OnFailure(rawValue: $0) }
            ) ?? settings.onFailure
        settings.bytesMax =
            try clamd.optionalValue("size-max", expected: ByteSize.expectation, read: ByteSize.read)
            ?? settings.bytesMax
        settings.secondsMax = try whole(clamd, "timeout", 1...600) ?? settings.secondsMax
        return settings
    }

    private static func whole(
        _ mapping: YAMLMapping,
        _ key: String,
        _ range: ClosedRange<Int>
    ) throws(ConfigurationError) -> Int? {
        try mapping.optionalValue(
            key,
            expected: "expected a whole number from \(range.lowerBound) to \(range.upperBound)",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
        )
    }
}
