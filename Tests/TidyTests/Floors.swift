// The floors of the house, the only list of them. A target imports siblings from floors below its
// own, never sideways, and from outside only what stands beside its name. `FloorTests` holds it.
// To add a target: give it a line here and in Package.swift.

enum Floors {
    struct Target {
        let floor: Int
        /// Modules from outside the package that it may import.
        let outside: Set<String>
    }

    static let targets: [String: Target] = [
        "LeaseCore": Target(floor: 0, outside: []),
        "CLinuxProcess": Target(floor: 0, outside: []),
        "CLinuxTCP": Target(floor: 0, outside: []),
        "CLinuxTerminal": Target(floor: 0, outside: []),

        "GatewayAPI": Target(floor: 1, outside: toolchain),
        "GatewayConfiguration": Target(floor: 1, outside: toolchain.union(["Yams"])),
        "LeaseSimulation": Target(floor: 1, outside: toolchain),
        "Telnet": Target(floor: 1, outside: ["NIOCore"]),

        "GatewayServer": Target(
            floor: 2,
            outside: toolchain.union(nio).union(["Crypto", "Logging", "NIOSSL", "NIOTLS", "X509"])
        ),
        "History": Target(floor: 2, outside: toolchain.union(["GRDB", "Logging"])),
        "GatewayClient": Target(
            floor: 2,
            outside: toolchain.union(nio).union(["AsyncHTTPClient"])
        ),

        "GatewayHTTP": Target(
            floor: 3,
            outside: toolchain.union(nio).union(["HTTPTypes", "HummingbirdCore", "Logging"])
        ),

        "HotseatCommands": Target(
            floor: 4,
            outside: toolchain.union([
                "ArgumentParser", "Logging", "NIOCore", "NIOPosix", "UnixSignals",
            ])
        ),

        "hotseat": Target(floor: 5, outside: []),
        "simulate": Target(floor: 5, outside: toolchain.union(["ArgumentParser"])),
    ]

    /// What comes with Swift. `LeaseCore` goes without even this: no clock, no file, no thread.
    private static let toolchain: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Synchronization",
    ]
    private static let nio: Set<String> = [
        "NIOConcurrencyHelpers", "NIOCore", "NIOHTTP1", "NIOPosix",
    ]
}
