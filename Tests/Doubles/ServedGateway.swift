// A control server on a socket of its own, for one test: started, asked, stopped. What it answers
// with is the test's. And what such a server leaves when it dies.

import GatewayAPI
import GatewayHTTP
import GatewayTestSupport
import Glibc
import Logging
import NIOPosix

/// Serves doubles on a fresh socket.
public struct ServedGateway: Sendable {
    public let path: String
    public let server: ControlServer

    /// Serves while `test` runs.
    public static func run<Result>(
        view: FixedGateway = FixedGateway(),
        archive: any SessionArchive = ListArchive(),
        _ test: (ServedGateway) async throws -> Result
    ) async throws -> Result {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let gateway = ServedGateway(
            path: directory.path("control.sock"),
            view: view,
            archive: archive
        )
        try await gateway.server.start()
        do {
            let result = try await test(gateway)
            await gateway.server.stop()
            return result
        } catch {
            await gateway.server.stop()
            throw error
        }
    }

    /// One that is not started yet.
    public init(
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

    /// Leaves the socket of a gateway that died: bound once, and served by nobody.
    public static func leaveDeadSocket(at path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
