// swift-tools-version: 6.2
import PackageDescription

/// How the programs are linked: by the toolchain's own LLD, in a fifth of the time that the system's linker takes.
///
/// A static standard library would have them export each of their symbols, for plugins that they do not load, and 180,000
/// relocations fill 4 MiB unless they are packed. None of it is read again after the start, and all of it is resident.
let linking: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
        .when(platforms: [.linux])
    )
]

// The modules, lower ones first; a module knows nothing of those below it in this list.
// `Tests/RulesTests` holds what may import what.
let package = Package(
    name: "tongban",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tongband", targets: ["tongband"]),
        .executable(name: "tongban", targets: ["tongban"]),
        .library(name: "ExchangeCore", targets: ["ExchangeCore"]),
        .library(name: "ExchangeSimulation", targets: ["ExchangeSimulation"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(name: "JSONCoding"),
        .target(name: "CaseModel", dependencies: ["JSONCoding"]),
        .target(name: "NodeMetrics"),
        .target(name: "ExchangeCore"),
        .target(
            name: "ExchangeWire",
            dependencies: [
                "ExchangeCore",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Contract"]
        ),
        .systemLibrary(name: "CZeroMQ", pkgConfig: "libzmq", providers: [.apt(["libzmq3-dev"])]),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ"]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "CaseStore",
            dependencies: [
                "CSQLite", "JSONCoding", "CaseModel", "NodeMetrics", "ExchangeCore",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "CityNode",
            dependencies: [
                "JSONCoding", "CaseModel", "NodeMetrics", "ExchangeCore", "ExchangeWire", "ZeroMQ", "CaseStore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "NodeAPI",
            dependencies: [
                "JSONCoding", "CaseModel", "NodeMetrics",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "ExchangeSimulation", dependencies: ["ExchangeCore"]),
        .executableTarget(
            name: "tongband",
            dependencies: [
                "CaseModel", "NodeMetrics", "ExchangeCore", "ExchangeWire", "CaseStore", "CityNode", "NodeAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            linkerSettings: linking
        ),
        .executableTarget(
            name: "tongban",
            dependencies: [
                "CaseModel", "ExchangeCore", "ExchangeWire", "CaseStore", "CityNode", "NodeAPI", "ExchangeSimulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            linkerSettings: linking
        ),

        // Chance that a seed repeats, and inputs made by it, for the tests of all modules.
        .target(name: "TestChance", path: "Tests/TestChance"),
        .testTarget(name: "JSONCodingTests", dependencies: ["JSONCoding", "TestChance"]),
        .testTarget(name: "CaseModelTests", dependencies: ["CaseModel", "TestChance"]),
        .testTarget(name: "NodeMetricsTests", dependencies: ["NodeMetrics"]),
        .testTarget(name: "ExchangeCoreTests", dependencies: ["ExchangeCore", "TestChance"]),
        .testTarget(
            name: "ExchangeWireTests",
            dependencies: [
                "ExchangeCore", "ExchangeWire", "TestChance",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Corpus", "Fixtures"]
        ),
        .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ", "TestChance"]),
        .testTarget(
            name: "CaseStoreTests",
            dependencies: [
                "CaseStore", "JSONCoding", "CaseModel", "ExchangeCore", "TestChance",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "CityNodeTests",
            dependencies: [
                "CityNode", "CaseModel", "CaseStore", "ExchangeCore", "ExchangeWire", "JSONCoding", "NodeMetrics",
                "ZeroMQ",
                "TestChance",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Corpus", "Documents/Golden"]
        ),
        // The API's and the command line's tests run against a node in memory.
        .target(
            name: "MemoryNode",
            dependencies: [
                "NodeAPI", "CaseModel", "NodeMetrics", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Tests/NodeAPITests/Support"
        ),
        .testTarget(
            name: "NodeAPITests",
            dependencies: [
                "NodeAPI", "CaseModel", "MemoryNode", "NodeMetrics", "TestChance",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Corpus", "Support"]
        ),
        .testTarget(name: "TongbanTests", dependencies: ["tongban", "NodeAPI", "CaseModel", "MemoryNode"]),
        .testTarget(
            name: "ExchangeSimulationTests",
            dependencies: ["ExchangeSimulation", "ExchangeCore"],
            exclude: ["Scenarios"]
        ),
        .testTarget(name: "RulesTests"),
    ],
    swiftLanguageModes: [.v6]
)
