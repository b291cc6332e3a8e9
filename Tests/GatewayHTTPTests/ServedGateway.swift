// A control server on a socket of its own, for one test: started, asked, stopped.
// What it answers with is the test's.

import GatewayAPI
import GatewayDoubles
import GatewayHTTP
import GatewayTestSupport
import Logging
import NIOPosix

/// Serves doubles on a fresh socket.
struct ServedGateway {
    let path: String
    let server: ControlServer

    /// Serves while `test` runs.
    static func run(
        view: FixedGateway = FixedGateway(),
        archive: any SessionArchive = ListArchive(),
        _ test: (ServedGateway) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let gateway = ServedGateway(
            path: directory.path("control.sock"),
            view: view,
            archive: archive
        )
        try await gateway.server.start()
        do {
            try await test(gateway)
        } catch {
            await gateway.server.stop()
            throw error
        }
        await gateway.server.stop()
    }

    /// One that is not started yet.
    init(
        path: String,
        view: FixedGateway = FixedGateway(),
        archive: any SessionArchive = ListArchive()
    ) {
        self.path = path
        server = ControlServer(
            path: path,
            view: view,
            operations: view,
            archive: archive,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Asks on a connection of its own.
    func ask(
        _ target: String,
        method: String = "GET",
        body: String = ""
    ) throws -> HTTPConversation.Answer {
        try HTTPConversation(path).ask(target, method: method, body: body)
    }
}
