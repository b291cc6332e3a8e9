// A history that a newer program has written: refused, and left as it is. The migrations that have
// been carried out are rows of a table; one more makes it newer.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct NewerDatabaseTests {
    @Test func `a database newer than the program is refused and kept`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        try gateway.holder().close()
        _ = try gateway.history.sessions(ended: 1)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit() == .exited(0))
        let history = gateway.history
        try history.change("INSERT INTO grdb_migrations VALUES ('9999_from_the_future')")

        let refusal = try gateway.home.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(refusal.errors.contains("newer"), "\(refusal)")
        #expect(try history.sessions().count == 1)

        try history.change("DELETE FROM grdb_migrations WHERE identifier LIKE '9999%'")
        let again = try gateway.home.serve()
        #expect(try again.history.sessions().count == 1)
    }
}
