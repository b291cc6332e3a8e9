// swift-tools-version: 6.2
// The house, floor by floor. A target imports only from floors below its own, never sideways;
// `TidyTests` holds that, because SwiftPM does not. To add a target: put it on its floor here, give
// it a folder under `Sources/`, and a mirror under `Tests/`.

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "hotseat",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "hotseat", targets: ["hotseat"]),
        // These two for the benchmarks, which are a package of their own.
        .library(
            name: "GatewayParts",
            targets: [
                "GatewayAPI", "GatewayConfiguration", "GatewayServer", "History", "LeaseCore",
            ]
        ),
        .library(name: "GatewayTestSupport", targets: ["GatewayTestSupport"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(
            url: "https://github.com/apple/swift-http-types.git",
            from: "1.8.0",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git",
            from: "2.13.0"
        ),
    ],
    targets: [
        // Floor 0: rules alone. No clock, no socket, not even Foundation. And the C for Swift.
        .target(name: "LeaseCore", swiftSettings: strict),
        .target(name: "CLinuxProcess"),
        .target(name: "CLinuxTCP"),
        .target(name: "CLinuxTerminal"),
        // Floor 1: words and rules that need a library, and no I/O.
        .target(name: "GatewayAPI", dependencies: ["LeaseCore"], swiftSettings: strict),
        .target(
            name: "GatewayConfiguration",
            dependencies: ["LeaseCore", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict
        ),
        .target(name: "LeaseSimulation", dependencies: ["LeaseCore"], swiftSettings: strict),
        .target(
            name: "Telnet",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: strict
        ),
        // Floor 2: the parts that do I/O, none of which knows another.
        .target(
            name: "GatewayServer",
            dependencies: [
                "CLinuxProcess", "CLinuxTCP", "CLinuxTerminal", "GatewayAPI",
                "GatewayConfiguration", "LeaseCore",
                "Telnet",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "History",
            dependencies: [
                "GatewayAPI", "LeaseCore",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.embedInCode("migrations")],
            swiftSettings: strict
        ),
        .target(
            name: "GatewayClient",
            dependencies: [
                "GatewayAPI", "LeaseCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        // Floor 3: the outside's door.
        .target(
            name: "GatewayHTTP",
            dependencies: [
                "GatewayAPI", "GatewayServer", "LeaseCore",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        // Floor 4: one file a verb.
        .target(
            name: "HotseatCommands",
            dependencies: [
                "GatewayAPI", "GatewayClient", "GatewayConfiguration", "GatewayHTTP",
                "GatewayServer", "History", "LeaseCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // Floor 5: the programs.
        .executableTarget(
            name: "hotseat",
            dependencies: ["HotseatCommands"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "simulate",
            dependencies: [
                "LeaseCore", "LeaseSimulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        // The mirror.
        .testTarget(
            name: "GatewayAPITests",
            dependencies: ["GatewayAPI", "LeaseCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayClientTests",
            dependencies: [
                "GatewayAPI", "GatewayClient", "GatewayDoubles", "GatewayTestSupport",
                "LeaseCore",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayConfigurationTests",
            dependencies: ["GatewayConfiguration", "LeaseCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayHTTPTests",
            dependencies: [
                "GatewayAPI", "GatewayDoubles", "GatewayHTTP", "GatewayTestSupport", "LeaseCore",
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayServerTests",
            dependencies: [
                "CLinuxTCP", "CLinuxTerminal", "GatewayAPI", "GatewayConfiguration",
                "GatewayServer", "GatewayTestSupport", "LeaseCore", "LeaseSimulation", "Telnet",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "GatewayAPI", "History", "LeaseCore",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["schema.sql"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotseatCommandsTests",
            dependencies: [
                "GatewayAPI", "GatewayDoubles", "GatewayTestSupport", "HotseatCommands",
                "LeaseCore", "hotseat",
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "LeaseCoreTests", dependencies: ["LeaseCore"], swiftSettings: strict),
        .testTarget(
            name: "LeaseSimulationTests",
            dependencies: ["LeaseCore", "LeaseSimulation"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TelnetTests",
            dependencies: [
                "LeaseSimulation", "Telnet", .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        // The rules of the tree itself.
        .testTarget(
            name: "TidyTests",
            dependencies: ["GatewayAPI", "LeaseCore"],
            swiftSettings: strict
        ),
        // Beside the house: what the tests drive the finished gateway with.
        .systemLibrary(name: "GNUExtensions", path: "Tests/GNUExtensions"),
        .target(
            name: "GatewayTestSupport",
            dependencies: ["CLinuxTerminal", "GNUExtensions"],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        // A gateway and a record that are as a test says, for the tests of what shows them.
        .target(
            name: "GatewayDoubles",
            dependencies: [
                "GatewayAPI", "GatewayHTTP", "GatewayTestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/Doubles",
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayTestSupportTests",
            dependencies: ["GatewayTestSupport"],
            path: "Tests/SupportTests",
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["GatewayTestSupport", "hotseat"],
            swiftSettings: strict
        ),
    ]
)
