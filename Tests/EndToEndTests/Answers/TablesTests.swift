// `status`, `sessions` and `sessions show` as people read them. Which columns they have is not
// fixed; who and why must be in them.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TablesTests {
    @Test func `status and sessions tell the same story`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([
            .init(connect: device.url), .init("board2", connect: "tcp://127.0.0.1:9"),
        ])
        let gateway = try home.serve()
        let holder = try gateway.holder(from: "127.0.0.5")
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter(from: "127.0.0.6")
        let before = try home.run("status")
        #expect(before.status == .exited(0), "\(before)")
        let line = try #require(before.line(with: "board1"))
        #expect(line.contains("held") && line.contains("127.0.0.5"), "\(before)")
        #expect(before.output.contains("127.0.0.6"), "\(before)")
        #expect(before.line(with: "board2")?.contains("free") == true, "\(before)")

        holder.close()
        try waiter.readGrant()
        try gateway.history.ended(holder)
        let after = try home.run("status", "board1")
        #expect(after.output.contains("127.0.0.6"), "\(after)")
        #expect(!after.output.contains("127.0.0.5") && !after.output.contains("board2"), "\(after)")
        let sessions = try home.run("sessions")
        #expect(sessions.status == .exited(0), "\(sessions)")
        #expect(
            sessions.line(with: "127.0.0.5")?.contains("client_closed") == true,
            "\(sessions)"
        )
        #expect(sessions.line(with: "127.0.0.6") != nil, "\(sessions)")
    }

    @Test func `one session is shown whole`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        holder.reset()
        try waiter.readGrant()
        let row = try gateway.history.ended(holder)
        let shown = try gateway.home.run("sessions", "show", "\(row.id)")
        #expect(shown.status == .exited(0), "\(shown)")
        for word in ["board1", "\(holder.address)", "client_reset", "holding", "raw"] {
            #expect(shown.output.contains(word), "\(word) in \(shown)")
        }
        let lease = try #require(row.lease)
        #expect(shown.output.contains("\(lease)"))
    }
}

extension Program.Finished {
    /// The first line of its stdout that contains `text`.
    fileprivate func line(with text: String) -> String? {
        output.components(separatedBy: "\n").first { $0.contains(text) }
    }
}
