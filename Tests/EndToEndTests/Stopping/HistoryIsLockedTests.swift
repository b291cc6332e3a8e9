// Another program has locked the history: nothing can be written, and nobody's words are held back
// for that. What happened is written down when the lock is gone.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HistoryIsLockedTests {
    private static let locker = """
        import sqlite3, sys
        history = sqlite3.connect(sys.argv[1], isolation_level=None)
        history.execute("BEGIN IMMEDIATE")
        print("locked")
        sys.stdin.readline()
        history.execute("ROLLBACK")
        """

    @Test func `all read their words at once, and have their rows afterwards`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startObserved(device, keys: ["queue_max: 0"])
        let locker = try PythonProgram(Self.locker, gateway.history.path)
        try locker.read(until: "locked")

        let taken = try time {
            try gateway.holder().read(until: FakeDevice.prompt)
            let refused = try gateway.client()
            #expect(try refused.readFarewell().hasPrefix("board1: "))
            let (observer, _) = try gateway.observer()
            observer.close()
        }
        #expect(taken < atOnce * 2)

        try locker.type("\n")
        try locker.finish()
        try eventually("all rows are there, and two are whole") {
            let rows = try gateway.history.sessions()
            return rows.count == 3
                && rows.compactMap(\.endReason).sorted() == ["client_closed", "queue_full"]
        }
    }
}
