// swift-tools-version: 6.2
// The benchmarks, a package of their own, so that nobody who builds the gateway builds them. What
// is measured is in `Sources/bench`, one file a subject; what is too slow is in `limits.json`.
// `Sources/disconnects` compares the finished gateway with others, and needs none of its modules.

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "bench",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "hotseat", path: ".."),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "GatewayParts", package: "hotseat"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "disconnects",
            dependencies: [.product(name: "GatewayTestSupport", package: "hotseat")],
            swiftSettings: strict
        ),
    ]
)
