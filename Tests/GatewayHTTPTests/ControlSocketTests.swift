// The control socket's file: where it may be made, what is found there, who may connect, and that
// it goes away.

import GatewayAPI
import GatewayDoubles
import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct ControlSocketTests {
    private func mode(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    private func withDirectory(_ test: (TemporaryDirectory) async throws -> Void) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try await test(directory)
    }

    @Test func `everybody may connect, and the socket goes with the server`() async throws {
        try await withDirectory { directory in
            let gateway = ServedGateway(path: directory.path("control.sock"))
            try await gateway.server.start()
            #expect(mode(of: gateway.path) == 0o666)
            #expect(try gateway.ask("/livez").status == 200)
            await gateway.server.stop()
            #expect(mode(of: gateway.path) == nil)
        }
    }

    @Test func `a missing directory is made, for everybody to enter only if root makes it`()
        async throws
    {
        try await withDirectory { directory in
            let gateway = ServedGateway(path: directory.path("hotseat-7/control.sock"))
            let before = umask(0o077)
            defer { umask(before) }
            try await gateway.server.start()
            #expect(mode(of: directory.path("hotseat-7")) == (geteuid() == 0 ? 0o755 : 0o700))
            #expect(mode(of: gateway.path) == 0o666)
            await gateway.server.stop()
        }
    }

    @Test func `a dead gateway's socket is replaced`() async throws {
        try await withDirectory { directory in
            let gateway = ServedGateway(path: directory.path("control.sock"))
            ServedGateway.leaveDeadSocket(at: gateway.path)
            #expect(mode(of: gateway.path) != nil)
            try await gateway.server.start()
            #expect(try gateway.ask("/livez").status == 200)
            await gateway.server.stop()
        }
    }

    @Test func `a living gateway's socket is not`() async throws {
        try await ServedGateway.run { gateway in
            let second = ServedGateway(path: gateway.path)
            let problem = await #expect(throws: Problem.self) { try await second.server.start() }
            #expect(problem?.code == .portInUse)
            #expect(problem?.message.contains(gateway.path) == true)
            await second.server.stop()
            let answer = try gateway.ask("/livez")
            #expect(answer.status == 200)
        }
    }

    @Test func `a file that is no socket is left alone`() async throws {
        try await withDirectory { directory in
            let gateway = ServedGateway(path: directory.path("control.sock"))
            close(open(gateway.path, O_CREAT | O_WRONLY, 0o600))
            let problem = await #expect(throws: Problem.self) { try await gateway.server.start() }
            #expect(problem?.message.contains("is there already, and is not a socket") == true)
            #expect(mode(of: gateway.path) == 0o600)
        }
    }

    @Test(arguments: ["no/such/control.sock", String(repeating: "x", count: 200)])
    func `a path that cannot be is refused with a sentence`(name: String) async throws {
        try await withDirectory { directory in
            let gateway = ServedGateway(path: directory.path(name))
            let problem = await #expect(throws: Problem.self) { try await gateway.server.start() }
            #expect(problem?.code.exitStatus == 78)
            #expect(problem?.message.hasPrefix("The control socket \(gateway.path) ") == true)
        }
    }
}
