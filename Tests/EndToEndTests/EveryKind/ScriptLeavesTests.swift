// A script that half-closes while nobody waits (`printf … | nc -N`) gets its answer, whatever the
// kind of device, and the device is free afterwards. When it is over is tested under Handover.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ScriptLeavesTests {
    @Test(arguments: DeviceKind.allCases)
    func `a script that half-closes gets its answer`(kind: DeviceKind) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let address = try gateway.address()
        let line = "printf 'version\\r\\n' | nc -N \(address.host) \(address.port)"
        let script = Bench.current.add(try ChildProcess(["sh", "-c", line]))
        try device.waitForVisit(1)
        try device.waitToHear("version")
        try device.say("fake board 1.0\r\n")
        #expect(try script.waitForExit() == .exited(0))
        #expect(script.output.contains("fake board 1.0\r\n"))
        try device.expectAlone(try gateway.holder())
        #expect(try gateway.history.firstEnded().ending == "client_closed client holding")
    }
}
