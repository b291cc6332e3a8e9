// Real programs as leases' commands, without a gateway around them: how long one may run, what
// becomes of what it prints, and of those that are cut. Their order is tested without processes.

import GatewayTestSupport
import Glibc
import LeaseCore
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct LeaseCommandsTests {
    /// What was logged, and what the commands said of themselves.
    private final class Witness: Sendable {
        let logged = Mutex<[String]>([])
        let failures = Mutex<[String]>([])
        let idleCount = Mutex(0)
    }

    /// Keeps what is logged.
    private struct Tap: LogHandler {
        let witness: Witness
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let lease = metadata["lease"].map { "\($0) " } ?? ""
            witness.logged.withLock { $0.append("\(lease)\(event.message)") }
        }
    }

    private static let times = LeaseCommands.Times(
        runMax: .milliseconds(500),
        terminationMax: .milliseconds(300)
    )

    private static func entry(
        _ kind: LeaseCommandQueue.Kind,
        _ lease: Int64,
        _ script: String
    ) -> LeaseCommandQueue.Entry {
        LeaseCommandQueue.Entry(
            kind: kind,
            lease: LeaseNumber(lease),
            session: SessionID(lease),
            command: ["sh", "-c", script],
            variables: ["HOTSEAT_LEASE": "\(lease)"]
        )
    }

    private let loop = MultiThreadedEventLoopGroup.singleton.next()
    private let witness = Witness()

    /// Commands on their loop.
    private func commands() throws -> NIOLoopBound<LeaseCommands> {
        let (loop, witness) = (loop, witness)
        return try loop.submit {
            NIOLoopBound(
                LeaseCommands(
                    times: Self.times,
                    on: loop,
                    log: Logger(label: "test") { _ in Tap(witness: witness) },
                    failed: { entry, why in witness.failures.withLock { $0.append(why) } },
                    becameIdle: { witness.idleCount.withLock { $0 += 1 } }
                ),
                eventLoop: loop
            )
        }.wait()
    }

    private func waitUntilIdle(_ count: Int = 1) throws {
        try eventually("nothing runs") { witness.idleCount.withLock { $0 == count } }
    }

    @Test func `what it prints is logged line by line, and success is no failure`() throws {
        let commands = try commands()
        let script = "echo out; echo err >&2; printf '%s' \"$HOTSEAT_LEASE\""
        let begun = Self.entry(.acquire, 7, script)
        try loop.submit { commands.value.begin(begun) }.wait()
        try waitUntilIdle()
        let wanted = ["out", "err", "7"].map { "7 on_acquire_command: \($0)" }
        #expect(witness.logged.withLock(\.self) == wanted)
        #expect(witness.failures.withLock(\.self) == [])
    }

    @Test func `one that goes on for too long is ended, with SIGTERM first`() throws {
        let commands = try commands()
        let script = "trap 'echo told; exit 0' TERM; while :; do read x < /dev/zero; done"
        let taken = try measured {
            let begun = Self.entry(.acquire, 1, script)
            try loop.submit { commands.value.begin(begun) }.wait()
            try waitUntilIdle()
        }
        #expect(taken >= .milliseconds(500) && taken < .seconds(2))
        #expect(witness.failures.withLock(\.self) == ["it took longer than 500ms"])
    }

    @Test func `one that ignores SIGTERM is killed, with all of its group`() throws {
        let commands = try commands()
        let script = "trap '' TERM; tail -f /dev/null & echo $!; wait; wait"
        let begun = Self.entry(.acquire, 1, script)
        try loop.submit { commands.value.begin(begun) }.wait()
        try waitUntilIdle()
        let line = witness.logged.withLock(\.first) ?? ""
        let pid = try #require(pid_t(line.split(separator: " ").last ?? ""))
        try eventually("what it started is gone too") {
            kill(pid, 0) != 0 || Self.isZombie(pid)
        }
    }

    @Test func `what cannot be started is a failure with the system's word`() throws {
        let commands = try commands()
        let begun = LeaseCommandQueue.Entry(
            kind: .acquire,
            lease: LeaseNumber(1),
            session: SessionID(1),
            command: ["/no/such/program"],
            variables: [:]
        )
        try loop.submit { commands.value.begin(begun) }.wait()
        try waitUntilIdle()
        let words = "/no/such/program cannot be started: No such file or directory"
        #expect(witness.failures.withLock(\.self) == [words])
    }

    @Test func `commands never overlap`() throws {
        let commands = try commands()
        let directory = try TemporaryDirectory()
        Bench.current.add(directory)
        let log = directory.path("log")
        func script(_ name: String) -> String {
            "echo begin \(name) >> \(log); head -c 20000000 /dev/zero > /dev/null;"
                + " echo end \(name) >> \(log)"
        }
        let a1 = Self.entry(.acquire, 1, script("a1"))
        let r1 = Self.entry(.release, 1, script("r1"))
        let a2 = Self.entry(.acquire, 2, script("a2"))
        try loop.submit {
            commands.value.begin(a1)
            commands.value.end(r1)
            commands.value.begin(a2)
        }.wait()
        try waitUntilIdle()
        let wanted = ["a1", "r1", "a2"].flatMap { ["begin \($0)", "end \($0)"] }
        #expect(directory.text("log") == wanted.joined(separator: "\n") + "\n")
    }

    @Test func `those that are cut are named, and killed`() throws {
        let commands = try commands()
        let a1 = Self.entry(.acquire, 1, "echo $$; exec tail -f /dev/null")
        let r1 = Self.entry(.release, 1, "true")
        try loop.submit {
            commands.value.begin(a1)
            commands.value.end(r1)
        }.wait()
        let line = try eventually("it runs") { witness.logged.withLock { $0.first } }
        let pid = try #require(pid_t(line.split(separator: " ").last ?? ""))
        let isIdle = try loop.submit {
            commands.value.cut()
            return commands.value.isIdle
        }.wait()
        #expect(isIdle)
        #expect(
            witness.logged.withLock { $0.dropFirst() } == [
                "on_acquire_command of lease 1 was cut short",
                "on_release_command of lease 1 was cut short",
            ]
        )
        try eventually("it is gone") { kill(pid, 0) != 0 }
    }

    private static func isZombie(_ pid: pid_t) -> Bool {
        let stat = try? Program.run(["cut", "-d", " ", "-f", "3", "/proc/\(pid)/stat"])
        return stat?.output == "Z\n" || stat?.status != .exited(0)
    }

    private func measured(_ body: () throws -> Void) rethrows -> Duration {
        let start = ContinuousClock.now
        try body()
        return .now - start
    }
}
