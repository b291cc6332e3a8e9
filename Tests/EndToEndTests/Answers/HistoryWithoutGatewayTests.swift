// `sessions --database FILE` reads a history with no gateway running, after a clean stop and after
// a kill.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct HistoryWithoutGatewayTests {
    @Test(arguments: [SIGTERM, SIGKILL])
    func `a history is read with no gateway running`(signal: Int32) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        for _ in 1...3 {
            let client = try gateway.client()
            try client.readToGrant()
            client.reset()
        }
        _ = try gateway.history.sessions(ended: 3)
        gateway.signal(signal)
        _ = try gateway.waitForExit()
        let finished = try gateway.home.run(
            "sessions",
            "--json",
            "--database",
            gateway.history.path
        )
        #expect(finished.status == .exited(0), "\(finished)")
        let sessions = try JSONObject.lines(finished.output)
        #expect(sessions.count == 3)
        #expect(sessions.allSatisfy { $0[text: "end_reason"] == "client_reset" })
        if signal == SIGTERM {
            #expect(try gateway.home.historyFiles() == ["history.sqlite"])
        }
        let id = try #require(sessions.first?[number: "id"])
        let shown = try gateway.home.run(
            "sessions",
            "show",
            "\(id)",
            "--database",
            gateway.history.path
        )
        #expect(shown.output.contains("client_reset"), "\(shown)")
    }

    @Test func `a file that is not there is told`() throws {
        let home = try GatewayHome([])
        let finished = try home.run("sessions", "--database", "/nonexistent/history.sqlite")
        #expect(finished.status == .exited(1), "\(finished)")
        #expect(finished.errors.contains("/nonexistent/history.sqlite"), "\(finished)")
    }
}
