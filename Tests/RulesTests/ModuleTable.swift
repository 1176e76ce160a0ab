/// What every module may import, lower modules first: the architecture, as a table.
struct ModuleRule: Sendable {
    /// The module's name, which is its folder's.
    let name: String
    /// Modules of this package.
    var modules: Set<String> = []
    /// Modules of other packages.
    var foreign: Set<String> = []
    /// What the toolchain and the system bring.
    var system: Set<String> = []

    /// Everything that an `import` line in this module may name.
    var allowed: Set<String> { modules.union(foreign).union(system) }

    private static let everyday: Set<String> = ["Foundation", "FoundationEssentials", "Synchronization"]
    private static let platform: Set<String> = ["Glibc", "Musl", "Darwin", "Dispatch"]

    /// What Hummingbird's own interface speaks in.
    private static let broughtByHummingbird: Set<String> = [
        "HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "NIOHTTPTypes", "NIOPosix", "ServiceLifecycle",
    ]

    /// The whole table.
    static let all: [ModuleRule] = [
        ModuleRule(name: "JSONCoding"),
        ModuleRule(name: "CaseModel", modules: ["JSONCoding"], system: ["FoundationEssentials"]),
        ModuleRule(name: "NodeMetrics", system: platform.union(["Synchronization"])),
        ModuleRule(name: "ExchangeCore"),
        ModuleRule(
            name: "ExchangeWire",
            modules: ["ExchangeCore"],
            foreign: ["SwiftProtobuf", "Crypto"],
            system: ["Foundation", "FoundationEssentials"]
        ),
        ModuleRule(name: "CZeroMQ"),
        ModuleRule(name: "CSQLite"),
        ModuleRule(name: "ZeroMQ", modules: ["CZeroMQ"], system: platform.union(["Synchronization"])),
        ModuleRule(
            name: "CaseStore",
            modules: ["CSQLite", "JSONCoding", "CaseModel", "NodeMetrics", "ExchangeCore"],
            // GRDBSQLite is the C interface that comes with GRDB.
            foreign: ["GRDB", "GRDBSQLite"],
            system: everyday.union(platform)
        ),
        ModuleRule(
            name: "CityNode",
            modules: ["JSONCoding", "CaseModel", "NodeMetrics", "ExchangeCore", "ExchangeWire", "ZeroMQ", "CaseStore"],
            foreign: [
                "AsyncHTTPClient", "Crypto", "JWTKit", "Logging", "Mustache", "NIOCore", "NIOFoundationCompat",
                "NIOHTTP1", "NIOPosix", "NIOSSL", "ServiceLifecycle", "Yams",
            ],
            system: everyday.union(platform)
        ),
        ModuleRule(
            name: "NodeAPI",
            modules: ["JSONCoding", "CaseModel", "NodeMetrics"],
            foreign: broughtByHummingbird.union(["Crypto", "Hummingbird", "NIOSSL"]),
            system: everyday.union(platform)
        ),
        ModuleRule(
            name: "ExchangeSimulation",
            modules: ["ExchangeCore"],
            system: ["Foundation", "FoundationEssentials"]
        ),
        ModuleRule(
            name: "tongband",
            modules: [
                "CityNode", "NodeAPI", "CaseModel", "NodeMetrics", "CaseStore", "ExchangeCore", "ExchangeWire",
            ],
            foreign: ["ArgumentParser", "Logging", "NIOCore", "ServiceLifecycle", "UnixSignals"],
            system: everyday.union(platform)
        ),
        ModuleRule(
            name: "tongban",
            // What it measures, it must know: codec, store and the API's JSON.
            modules: [
                "CityNode", "CaseModel", "CaseStore", "ExchangeCore", "ExchangeSimulation", "ExchangeWire", "NodeAPI",
            ],
            foreign: [
                "ArgumentParser", "AsyncHTTPClient", "Logging", "NIOCore", "NIOHTTP1", "NIOFoundationCompat", "NIOSSL",
                "Crypto", "Histogram",
            ],
            system: everyday.union(platform)
        ),
    ]
}
