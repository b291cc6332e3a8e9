// `hotseat token`: a new token lets its user in, at once and after a restart; a revoked one lets
// nobody in from that moment, and whom it had let in stays. What is kept is a hash.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TokenVerbTests {
    @Test func `a new token is shown once and lets its user in`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let token = try givenToken(to: "carol", at: gateway)
        let client = try gateway.client(saying: "\(token)\n")
        try client.readGrant()
        #expect(try gateway.status(of: "board1").holder?.user == "carol")
    }

    @Test func `a token outlives a restart, and only its hash is on the disk`() throws {
        let device = try FakeDevice.start()
        let first = try GatewayProcess.startAsking("token", for: device)
        let token = try givenToken(to: "carol", at: first)
        first.signal(SIGKILL)
        _ = try first.waitForExit()
        let state = URL(fileURLWithPath: first.home.stateDirectory)
        let files = try FileManager.default.contentsOfDirectory(
            at: state,
            includingPropertiesForKeys: nil
        )
        for file in files {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data(token.utf8)) == nil, "\(file.path) has the token")
        }
        let gateway = try first.home.serve()
        let client = try gateway.client(saying: "\(token)\n")
        try client.readGrant()
    }

    @Test func `a revoked token lets nobody in, and whom it had let in stays`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let tokens = try (0..<2).map { _ in try givenToken(to: "carol", at: gateway) }
        let inside = try gateway.client(saying: "\(tokens[0])\n")
        try inside.readGrant()
        let revoked = try gateway.home.run("token", "revoke", "carol")
        #expect(revoked.status == .exited(0))
        #expect(revoked.errors == "2 tokens of carol revoked.\n")
        for token in tokens {
            let outside = try gateway.client(saying: "\(token)\n")
            #expect(try outside.readNotice().hasPrefix("board1: that is nobody's token"))
        }
        try inside.send("version\r\n")
        try inside.read(until: FakeDevice.version)
        #expect(try gateway.home.run("token", "revoke", "carol").status == .exited(1))
    }

    @Test func `the list tells who has a token, and never a hash`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let token = try givenToken(to: "carol", at: gateway)
        let list = try gateway.home.run("token", "list")
        #expect(list.status == .exited(0))
        let lines = list.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map(\.first) == ["USER", "alice", "bob", "carol"])
        #expect(lines[3].last == Substring(try Account.ownName))
        let json = try gateway.home.run("token", "list", "--json").output
        #expect(json.contains("\"given_by\" : null"))
        for secret in [token, "sha256", "hash"] {
            #expect(!(list.output + json).contains(secret))
        }
    }

    @Test func `a token of the configuration is revoked there`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let revoked = try gateway.home.run("token", "revoke", "bob")
        #expect(revoked.status == .exited(1))
        #expect(revoked.errors.contains("remove its `token_hash`"), "\(revoked)")
    }

    @Test func `what is no name of a user gets no token`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let refused = try gateway.home.run("token", "new", "10.0.0.5")
        #expect(refused.status == .exited(64))
        #expect(refused.output == "")
    }

    @Test(.needs(.strangers)) func `a stranger gets no token, and no list of them`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        try gateway.home.letEverybodyIn()
        for arguments in [["new", "eve"], ["list"], ["revoke", "alice"]] {
            let finished = try gateway.home.run(["token"] + arguments, as: .stranger())
            #expect(finished.status == .exited(77), "\(finished)")
            #expect(finished.output == "")
        }
    }

    private func givenToken(to user: String, at gateway: GatewayProcess) throws -> String {
        let finished = try gateway.home.run("token", "new", user)
        #expect(finished.status == .exited(0), "\(finished)")
        #expect(
            finished.errors
                == "This is \(user)'s. Only a hash is kept: it cannot be shown again.\n"
        )
        let match = try #require(finished.output.wholeMatch(of: /(hst_[A-Za-z0-9_-]{43})\n/))
        return String(match.1)
    }
}
