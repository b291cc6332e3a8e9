// The verbs as they are typed: the built program against a control server with doubles. Exit
// status, standard output and standard error are what scripts rely on.

import Foundation
import GatewayAPI
import GatewayDoubles
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct VerbTests {
    /// Runs `hotseat` with arguments against a gateway that answers with doubles.
    private func hotseat(
        _ arguments: String...,
        view: FixedGateway = FixedGateway(),
        archive: any SessionArchive = ListArchive()
    ) async throws -> Program.Finished {
        try await ServedGateway.run(view: view, archive: archive) { gateway in
            try Program.run(
                [Program.hotseat] + arguments,
                environment: [
                    "HOTSEAT_GATEWAY": "unix://\(gateway.path)", "TZ": "Europe/Berlin",
                ]
            )
        }
    }

    private static let goodFile =
        "devices:\n  b1: {connect: 'demo:', listen: ['raw://127.0.0.1:0']}\n"

    private func gateway(_ state: String) -> FixedGateway {
        var status = GatewayStatus.sample
        status.devices[1].state = state
        return FixedGateway(status)
    }

    @Test(
        arguments: [
            ("free", 0), ("connecting", 3), ("held", 3), ("releasing", 3), ("draining", 4),
            ("drained", 4), ("down", 4),
        ] as [(String, Int32)]
    )
    func `--exit-code tells the device's state`(state: String, status: Int32) async throws {
        let finished = try await hotseat("status", "board2", "--exit-code", view: gateway(state))
        #expect(finished.status == .exited(status))
        #expect(finished.output.hasPrefix("DEVICE  STATE"))
    }

    @Test func `--exit-code without a device is a wrong command line`() async throws {
        let finished = try await hotseat("status", "--exit-code")
        #expect(finished.status == .exited(64))
        #expect(finished.output.isEmpty)
    }

    @Test func `an unknown device is a failure with a hint`() async throws {
        let finished = try await hotseat("status", "bord2", "--exit-code")
        #expect(finished.status == .exited(1))
        #expect(finished.output.isEmpty)
        #expect(finished.errors == "hotseat: There is no device 'bord2'.\nDid you mean 'board2'?\n")
    }

    @Test func `status --json is the API's document`() async throws {
        let finished = try await hotseat("status", "--json")
        #expect(finished.status == .exited(0))
        #expect(finished.errors.isEmpty)
        let bytes = Data(finished.output.utf8)
        #expect(try JSONDecoder().decode(GatewayStatus.self, from: bytes) == .sample)
    }

    @Test func `status of a device as JSON is the same document with that one`() async throws {
        let finished = try await hotseat("status", "board1", "--json")
        let bytes = Data(finished.output.utf8)
        let status = try JSONDecoder().decode(GatewayStatus.self, from: bytes)
        #expect(status.gateway == GatewayStatus.sample.gateway)
        #expect(status.devices == [.held])
    }

    @Test func `what does not work is told beside the answer`() async throws {
        let ill = FixedGateway(problems: ["The history cannot be written."])
        let finished = try await hotseat("status", "--json", view: ill)
        #expect(finished.status == .exited(0))
        #expect(finished.output.hasPrefix("{"))
        #expect(finished.errors == "The gateway is not well: The history cannot be written.\n")
    }

    @Test func `an empty answer is a sentence, and not on the standard output`() async throws {
        var empty = GatewayStatus.sample
        empty.devices = []
        let status = try await hotseat("status", view: FixedGateway(empty))
        #expect(status.status == .exited(0))
        #expect(status.output.isEmpty)
        #expect(status.errors == "The gateway lab1 has no devices.\n")
        for form in [[], ["--json"]] {
            let sessions = try await hotseat("sessions", form.first ?? "--all")
            #expect(sessions.status == .exited(0))
            #expect(sessions.output.isEmpty)
            #expect(sessions.errors == "No session matches.\n")
        }
    }

    @Test func `sessions are a table in local time, twenty of them`() async throws {
        let archive = ListArchive((1...21).map { .ended($0) })
        let finished = try await hotseat("sessions", archive: archive)
        #expect(finished.status == .exited(0))
        let lines = finished.output.split(separator: "\n")
        #expect(lines.count == 21)
        #expect(lines[0].hasPrefix("ID  DEVICE  WHO"))
        #expect(lines[1].hasPrefix("21  board1  alice  2026-11-22 17:08:40 "))
        #expect(finished.errors == "There are more: --limit N or --all shows them.\n")
    }

    @Test func `--all is all, page after page, and --limit is a number of rows`() async throws {
        let archive = ListArchive((1...2_500).map { .ended($0) })
        let all = try await hotseat("sessions", "--all", "--json", archive: archive)
        #expect(all.output.split(separator: "\n").count == 2_500)
        #expect(archive.filters.map(\.limit) == [1_000, 1_000, 1_000])
        #expect(all.errors.isEmpty)
        let some = try await hotseat("sessions", "--limit", "1001", "--csv", archive: archive)
        #expect(some.output.split(separator: "\n").count == 1 + 1_001)
        #expect(archive.filters.last?.limit == 1)
    }

    @Test func `one session is shown, as text and as JSON, and an unknown one is a failure`()
        async throws
    {
        let archive = ListArchive([.ended(17)])
        let text = try await hotseat("sessions", "show", "17", archive: archive)
        #expect(text.status == .exited(0))
        #expect(text.output.contains("\narrived_at:        2026-11-22 17:08:40.300\n"))
        let json = try await hotseat("sessions", "show", "17", "--json", archive: archive)
        let bytes = Data(json.output.utf8)
        #expect(try JSONDecoder().decode(SessionRecord.self, from: bytes).id == 17)
        let unknown = try await hotseat("sessions", "show", "18", archive: archive)
        #expect(unknown.status == .exited(1))
        #expect(unknown.output.isEmpty)
        #expect(unknown.errors.hasPrefix("hotseat: There is no session 18.\n"))
    }

    @Test(arguments: [
        ["status", "--bogus"], ["bogus"], ["sessions", "--json", "--csv"], ["sessions", "show"],
        ["sessions", "show", "x"], ["sessions", "--limit", "0"], ["sessions", "--limit", "x"],
        ["sessions", "--limit", "3", "--all"], ["sessions", "--reason", "client_close"],
        ["sessions", "--since", "soon"], ["sessions", "--address", "here"],
        ["sessions", "--min-held", "10"], ["status", "--gateway", "lab1"],
        ["sessions", "--gateway", "http://lab1", "--database", "history.sqlite"],
    ])
    func `a wrong command line is 64 and prints nothing on the standard output`(
        arguments: [String]
    ) throws {
        let finished = try Program.run(
            [Program.hotseat] + arguments,
            environment: ["HOTSEAT_GATEWAY": "unix:///nowhere.sock"]
        )
        #expect(finished.status == .exited(64))
        #expect(finished.output.isEmpty)
        #expect(!finished.errors.isEmpty)
    }

    @Test(arguments: [["status"], ["sessions"], ["sessions", "show", "1"]])
    func `where no gateway answers the exit status is 69`(arguments: [String]) throws {
        let finished = try Program.run(
            [Program.hotseat] + arguments,
            environment: ["HOTSEAT_GATEWAY": "unix:///nowhere/c.sock"]
        )
        #expect(finished.status == .exited(69))
        #expect(finished.output.isEmpty)
        #expect(
            finished.errors.hasPrefix(
                "hotseat: No gateway answers at /nowhere/c.sock (No such file or directory).\n"
            )
        )
    }

    @Test func `--gateway counts before HOTSEAT_GATEWAY`() throws {
        let finished = try Program.run(
            [Program.hotseat, "status", "--gateway", "unix:///first.sock"],
            environment: ["HOTSEAT_GATEWAY": "unix:///second.sock"]
        )
        #expect(finished.errors.contains("/first.sock"))
        #expect(!finished.errors.contains("/second.sock"))
    }

    @Test func `a reader that has seen enough is no error`() async throws {
        let archive = ListArchive((1...5_000).map { .ended($0) })
        let hotseat = try Program.hotseat
        let finished = try await ServedGateway.run(archive: archive) { gateway in
            try Program.run(
                ["bash", "-c", "set -o pipefail; '\(hotseat)' sessions --all --json | head -n 1"],
                environment: ["HOTSEAT_GATEWAY": "unix://\(gateway.path)"]
            )
        }
        #expect(finished.status == .exited(0))
        #expect(finished.output.split(separator: "\n").count == 1)
        #expect(finished.errors.isEmpty)
    }

    @Test func `a full disk is an error`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let file = directory.path("hotseat.yaml")
        try Self.goodFile.write(toFile: file, atomically: true, encoding: .utf8)
        let hotseat = try Program.hotseat
        let finished = try Program.run([
            "bash", "-c", "'\(hotseat)' check --config '\(file)' > /dev/full",
        ])
        #expect(finished.status == .exited(1))
        #expect(finished.errors.contains("The standard output cannot be written"))
    }

    @Test func `check tells every fault by its place, or says that there is none`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let file = directory.path("hotseat.yaml")
        try Self.goodFile.write(toFile: file, atomically: true, encoding: .utf8)
        let fine = try Program.run([Program.hotseat, "check", "--config", file])
        #expect(fine.status == .exited(0))
        #expect(fine.output == "\(file): good, 1 device\n")
        #expect(fine.errors.isEmpty)

        try "\(Self.goodFile)    conect: 1\ngatewey: {}\n".write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
        let bad = try Program.run([Program.hotseat, "check", "--config", file])
        #expect(bad.status == .exited(78))
        #expect(bad.output.isEmpty)
        #expect(bad.errors.hasPrefix("\(file):"))
    }

    @Test func `help groups the verbs and goes to the standard output`() throws {
        for arguments in [["--help"], [], ["status", "--help"], ["sessions", "show", "--help"]] {
            let finished = try Program.run([Program.hotseat] + arguments)
            #expect(finished.status == .exited(0))
            #expect(finished.output.contains("USAGE: hotseat"))
            #expect(finished.errors.isEmpty)
        }
        let help = try Program.run([Program.hotseat, "--help"]).output
        #expect(help.contains("GATEWAY SUBCOMMANDS:"))
        #expect(help.contains("INSPECTION SUBCOMMANDS:"))
        let version = try Program.run([Program.hotseat, "--version"])
        #expect(version.output == "hotseat \(GatewayVersion.text)\n")
    }

    @Test(arguments: [
        [], ["board1", "--session", "17"], ["--session", "17", "--if-lease", "3"],
        ["board1", "--if-lease", "x"],
    ])
    func `kick needs a device or a session`(arguments: [String]) throws {
        let finished = try Program.run([Program.hotseat, "kick"] + arguments)
        #expect(finished.status == .exited(64))
    }
}
