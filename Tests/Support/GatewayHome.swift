// Where one gateway of a test lives: a fresh directory with its configuration, its state, its
// control socket. It outlives the process, so that a gateway can be killed and started again, or a
// second one be tried beside it.

import Foundation
import Glibc

/// A directory with a configuration, and the verbs that are run against the gateway in it.
public final class GatewayHome: Sendable {
    /// One device of the configuration.
    public struct Device: Sendable {
        let name: String
        /// How it is reached: a line of YAML.
        let reach: String
        let listen: [String]
        let keys: [String]

        /// - Parameters:
        ///   - listen: the listeners; the default is one on any port of 127.0.0.1.
        ///   - keys: more keys, a line each: `queue_max: 1`.
        public init(
            _ name: String = "board1",
            connect: String,
            listen: [String] = ["raw://127.0.0.1:0"],
            keys: [String] = []
        ) {
            self.name = name
            reach = "connect: \(connect)"
            self.listen = listen
            self.keys = keys
        }

        /// A program on a terminal as the device.
        public init(
            _ name: String = "board1",
            command: [String],
            listen: [String] = ["raw://127.0.0.1:0"],
            keys: [String] = []
        ) {
            self.name = name
            reach = "command: \(Self.list(command))"
            self.listen = listen
            self.keys = keys
        }

        /// Texts as YAML has them, whatever is in them.
        public static func list(_ texts: [String]) -> String {
            let quoted = texts.map { text in
                let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "\"\(escaped.replacing("\n", with: "\\n"))\""
            }
            return "[\(quoted.joined(separator: ", "))]"
        }

        var yaml: [String] {
            ["  \(name):", "    \(reach)"]
                + ["    listen: [\(listen.map { "\"\($0)\"" }.joined(separator: ", "))]"]
                + keys.map { "    \($0)" }
        }
    }

    private let directory: TemporaryDirectory

    /// Writes a configuration; the home is on the test's bench from then on.
    ///
    /// - Parameters:
    ///   - gateway: more keys of `gateway:`, a line each.
    ///   - users: those who are known, a line each: `alice: {groups: [hw]}`.
    ///   - pools: the pools, a line each: `nrf52: {devices: [board1], listen: […]}`.
    ///   - stateDirectory: another one than its own.
    public init(
        _ devices: [Device],
        gateway: [String] = [],
        users: [String] = [],
        pools: [String] = [],
        stateDirectory: String? = nil
    ) throws {
        directory = try TemporaryDirectory()
        try configure(
            devices,
            gateway: gateway,
            users: users,
            pools: pools,
            stateDirectory: stateDirectory
        )
        Bench.current.add(self)
    }

    /// Writes another configuration.
    public func configure(
        _ devices: [Device],
        gateway: [String] = [],
        users: [String] = [],
        pools: [String] = [],
        stateDirectory: String? = nil
    ) throws {
        var lines = ["gateway:", "  name: lab1"]
        lines.append("  state_dir: \(stateDirectory ?? directory.path("state"))")
        lines.append("  control: \(directory.path("control.sock"))")
        lines += gateway.map { "  \($0)" }
        lines += ["users:"] + users.map { "  \($0)" }
        lines += ["devices:"] + devices.flatMap(\.yaml)
        lines += ["pools:"] + pools.map { "  \($0)" }
        try configure(lines.joined(separator: "\n") + "\n")
    }

    /// The configuration file.
    public var configurationPath: String { directory.path("hotseat.yaml") }

    /// Its state directory, unless another one was given.
    public var stateDirectory: String { directory.path("state") }

    /// Its control socket.
    public var control: ControlSocket { ControlSocket(path: directory.path("control.sock")) }

    /// Its history.
    public var history: HistoryDatabase {
        HistoryDatabase(path: "\(stateDirectory)/history.sqlite")
    }

    /// Writes another configuration, as it is given.
    public func configure(_ yaml: String) throws {
        try yaml.write(toFile: configurationPath, atomically: true, encoding: .utf8)
    }

    /// Lets every user of the machine come to its control socket.
    public func letEverybodyIn() throws {
        try SystemCallFailure.check("chmod \(directory.path)", chmod(directory.path, 0o755))
    }

    /// The path of one more file in it.
    public func path(_ name: String) -> String { directory.path(name) }

    /// The files of the state directory that belong to the history database.
    public func historyFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: stateDirectory)
            .filter { $0.hasPrefix("history.sqlite") }
            .sorted()
    }

    /// Starts the gateway and waits until it is ready.
    ///
    /// - Parameter prefix: what to start it with, as `prlimit --nofile=64`.
    public func serve(prefix: [String] = []) throws -> GatewayProcess {
        try GatewayProcess(in: self, prefix: prefix)
    }

    /// Runs a verb to its end, with this gateway as the one that is asked.
    public func run(
        _ arguments: String...,
        within duration: Duration = patience
    ) throws -> Program.Finished {
        try run(arguments, within: duration)
    }

    /// The same with the arguments in a list, and as any user.
    public func run(
        _ arguments: [String],
        as account: Account = .own,
        within duration: Duration = patience
    ) throws -> Program.Finished {
        try Program.run(
            account.prefix + [Program.hotseat] + arguments,
            environment: ["HOTSEAT_GATEWAY": "unix://\(control.path)", "TZ": "UTC"],
            within: duration
        )
    }

    /// Tries to start a gateway that is expected to give up at once.
    public func serveInVain() throws -> Program.Finished {
        try run("serve", "--config", configurationPath)
    }
}

extension GatewayHome: BenchItem {
    public var testimony: String { "" }

    public func remove() { directory.remove() }
}
