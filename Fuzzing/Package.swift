// swift-tools-version: 6.2
// The fuzzers, a package of their own, because everything in it is built for libFuzzer, the module
// under test included: `Sources/Telnet` is a link to the gateway's. `make fuzz` builds and runs it.
// To add one: a program with LLVMFuzzerTestOneInput, the trials it calls, a link to the module that
// they are about, and a line in `scripts/fuzz.sh`.

import PackageDescription

// Coverage guides the fuzzer; the address sanitizer sees what the buffers' bounds do not. The
// trials look into the module as its tests do, in a release build too.
let watched: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library", "-enable-testing"]),
]

let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2")
    ],
    targets: [
        .target(
            name: "Telnet",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: watched
        ),
        .target(
            name: "TelnetTrials",
            dependencies: ["Telnet", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: watched
        ),
        .executableTarget(
            name: "telnet-fuzz",
            dependencies: ["TelnetTrials"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]
        ),
    ]
)
