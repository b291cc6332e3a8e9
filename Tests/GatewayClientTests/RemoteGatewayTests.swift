// Asking a gateway: a real control server, one that is gone, one that is silent, and what is no
// gateway at all.

import GatewayAPI
import GatewayClient
import GatewayDoubles
import GatewayTestSupport
import LeaseCore
import Testing

@Suite(.endToEnd) struct RemoteGatewayTests {
    /// Serves doubles on a fresh socket while `test` asks them.
    private func serving(
        view: FixedGateway = FixedGateway(),
        archive: any SessionArchive = ListArchive(),
        _ test: (RemoteGateway, _ path: String) async throws -> Void
    ) async throws {
        try await ServedGateway.run(view: view, archive: archive) { gateway in
            try await asking([.socket(path: gateway.path)]) { try await test($0, gateway.path) }
        }
    }

    private func asking(
        _ addresses: [GatewayAddress],
        token: String? = nil,
        patience: Duration = .seconds(10),
        _ test: (RemoteGateway) async throws -> Void
    ) async throws {
        let remote = RemoteGateway(addresses: addresses, token: token, patience: patience)
        do {
            try await test(remote)
        } catch {
            await remote.close()
            throw error
        }
        await remote.close()
    }

    @Test func `the gateway's documents arrive as they were sent`() async throws {
        let ill = FixedGateway(problems: ["The disk is full."])
        let archive = ListArchive([.ended(17), .refused(18)])
        try await serving(view: ill, archive: archive) { remote, _ in
            #expect(try await remote.status() == .sample)
            #expect(try await remote.device("board1") == .held)
            #expect(try await remote.device("board9") == nil)
            #expect(try await remote.readiness() == Readiness(problems: ["The disk is full."]))
            let page = try await remote.sessions(SessionFilter())
            #expect(page.sessions == [.refused(18), .ended(17)])
            var session = SessionRecord.ended(17)
            session.events = []
            #expect(try await remote.session(17) == session)
            #expect(try await remote.session(99) == nil)
        }
    }

    @Test func `a filter arrives as it was asked`() async throws {
        var filter = SessionFilter()
        filter.devices = ["board1"]
        filter.users = ["ü & +"]
        filter.addresses = [AddressRange(text: "fd00::/8")!]
        filter.reasons = [.clientReset, .kicked]
        filter.since = Timestamp(milliseconds: 1_764_000_000_001)
        filter.heldMin = .milliseconds(1)
        filter.isLive = true
        filter.limit = 3
        let archive = ListArchive()
        try await serving(archive: archive) { remote, _ in
            _ = try await remote.sessions(filter)
        }
        #expect(archive.filters == [filter])
    }

    @Test func `the gateway's problem is passed on`() async throws {
        try await serving { remote, _ in
            var filter = SessionFilter()
            filter.limit = -1
            let problem = await #expect(throws: Problem.self) {
                try await remote.sessions(filter)
            }
            #expect(problem?.code == .badRequest)
            #expect(problem?.message == "limit: expected a whole number from 1 up, and not '-1'.")
        }
    }

    @Test func `the first address at which a gateway answers is asked`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let dead = directory.path("dead.sock")
        ServedGateway.leaveDeadSocket(at: dead)
        try await serving { _, path in
            let addresses: [GatewayAddress] = [
                .socket(path: directory.path("missing.sock")), .socket(path: dead),
                .socket(path: path),
            ]
            try await asking(addresses) { remote in
                let status = try await remote.status()
                #expect(status == .sample)
                let readiness = try await remote.readiness()
                #expect(readiness.ready)
            }
        }
    }

    @Test func `where no gateway answers, every place that was tried is named`() async throws {
        let addresses: [GatewayAddress] = [
            .socket(path: "/nowhere/own.sock"), .socket(path: "/nowhere/control.sock"),
        ]
        try await asking(addresses) { remote in
            let problem = await remote.problem
            #expect(problem?.code == .noGateway)
            #expect(
                problem?.message
                    == "No gateway answers at /nowhere/own.sock (No such file or directory) or "
                    + "/nowhere/control.sock (No such file or directory)."
            )
            #expect(problem?.hint.contains("hotseat serve") == true)
        }
    }

    @Test func `a host that has no name is no gateway`() async throws {
        try await asking([.url("http://nobody.invalid:8400")]) { remote in
            let problem = await remote.problem
            #expect(problem?.code == .noGateway)
            #expect(problem?.message.contains("no such host") == true)
        }
    }

    @Test func `a gateway that is silent is given up in time`() async throws {
        try await serving(archive: SilentArchive()) { _, path in
            try await asking([.socket(path: path)], patience: .milliseconds(50)) { remote in
                let problem = await #expect(throws: Problem.self) {
                    try await remote.sessions(SessionFilter())
                }
                #expect(problem?.code == .noGateway)
                #expect(problem?.message.contains("no answer in time") == true)
            }
        }
    }

    @Test(arguments: [
        ("200 OK", "<html>hello</html>"), ("404 Not Found", "not here"), ("200 OK", "{}"),
        ("500 Oops", ""), ("302 Found", ""),
    ])
    func `what is no gateway is not taken for one`(status: String, body: String) async throws {
        let server = StrangeServer()
        try await asking([.url(server.url)]) { remote in
            async let awaited = remote.problem
            // A redirection is not followed: a token would go with it.
            try server.answerNext(status, body, headers: ["Location: \(server.url)/elsewhere"])
            let problem = await awaited
            #expect(problem?.code == .noGateway)
            #expect(problem?.message.contains(server.url) == true)
        }
    }

    @Test func `a problem that this version does not know is a failure with its own words`()
        async throws
    {
        let server = StrangeServer()
        try await asking([.url(server.url)]) { remote in
            async let awaited = remote.problem
            let error =
                #"{"code":"moon_too_high","message":"The moon is too high.","hint":"Wait."}"#
            try server.answerNext("503 Service Unavailable", #"{"error":\#(error)}"#)
            let problem = await awaited
            #expect(problem == Problem(.failed, "The moon is too high.", hint: "Wait."))
        }
    }

    @Test func `a remote gateway is given the token`() async throws {
        let server = StrangeServer()
        try await asking([.url("\(server.url)/lab")], token: "s3cret") { remote in
            async let answer = remote.readiness()
            let head = try server.answerNext("200 OK", #"{"ready":true,"problems":[]}"#)
            #expect(try await answer.ready)
            #expect(head.hasPrefix("GET /lab/readyz HTTP/1.1\r\n"))
            #expect(head.lowercased().contains("\r\nauthorization: bearer s3cret\r\n"))
        }
    }
}

extension RemoteGateway {
    /// What comes of asking for the devices; nil where they come.
    fileprivate var problem: Problem? {
        get async {
            do throws(Problem) {
                _ = try await status()
                return nil
            } catch {
                return error
            }
        }
    }
}
