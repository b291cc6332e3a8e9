// A bad configuration changes nothing when it is read again, and everybody who looks is told why:
// in the log, by `readyz`, by `status`. A good one ends that.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BadFileTests {
    @Test func `a bad file changes nothing and says why`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let home = gateway.home
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let listen = try gateway.status(of: "board1").listen
        try home.configure([.init(connect: device.url, keys: ["queue_maxx: 3", "dead_peer: soon"])])
        #expect(try !gateway.reload())

        let fault = "\(home.configurationPath):10:5: "
        #expect(gateway.errors.contains(fault))
        let ready = try home.control.get("/readyz")
        #expect(ready.status == 503)
        #expect(ready.body.contains(fault))
        #expect(ready.body.contains("(and 1 more)"))
        let status = try home.run("status")
        #expect(status.errors.contains(fault))
        #expect(try gateway.status(of: "board1").listen == listen)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)

        try home.configure([.init(connect: device.url)])
        #expect(try gateway.reload())
        #expect(try home.control.get("/readyz").status == 200)
    }

    @Test func `a file that is gone changes nothing`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        try gateway.home.configure("")
        #expect(try !gateway.reload())
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
    }
}
