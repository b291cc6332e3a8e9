// An observer reads what the device says to its holder, and writes nothing. It has a row, holds
// nothing, and no link is opened for it.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ObserverReadsTests {
    @Test func `an observer reads what the device says, and what it types goes nowhere`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startObserved(device)
        let (observer, greeting) = try gateway.observer()
        #expect(greeting == "You observe board1, which nobody has.")
        #expect(device.connections.isEmpty, "a link was opened for an observer")
        try observer.send("reboot\r\n")

        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try observer.read(until: FakeDevice.prompt)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        try observer.read(until: FakeDevice.version)
        #expect(try gateway.status(of: "board1").observers == 1)
        #expect(device.connections.map(\.text) == ["version\r\n"])

        observer.close()
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_closed client observing")
        #expect(row.role == "observer" && row.lease == nil && row.queuePosition == 0)
        #expect((row.bytesFromDevice ?? 0) >= FakeDevice.version.utf8.count)
        #expect(row.bytesToDevice == 0)
    }

    @Test func `an observer is told who holds, and never becomes a holder`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startObserved(device, keys: ["notices: on"])
        let holder = try gateway.holder()
        let (observer, greeting) = try gateway.observer()
        #expect(greeting.hasPrefix("You observe board1, held by 127.0.0.1 for "))
        let waiter = try gateway.waiter()
        holder.close()
        try waiter.readGrant()
        try observer.read(until: "[hotseat] board1 is 127.0.0.1's now (lease ")
        waiter.close()
        try gateway.wait(is: "free")
        #expect(try gateway.status(of: "board1").observers == 1)
    }

    @Test func `whoever may not observe is told so, and has a row`() throws {
        let device = try FakeDevice.start()
        let keys = ["access: {observe: [\"10.0.0.0/8\"]}"]
        let gateway = try GatewayProcess.startObserved(device, keys: keys)
        let (_, sentence) = try gateway.observer()
        #expect(sentence.hasPrefix("board1: 127.0.0.1 is not among those who may observe it"))
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "denied gateway arriving")
        #expect(row.role == "refused")
        try gateway.holder().read(until: FakeDevice.prompt)
    }

    @Test func `an observer leaves with the gateway`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startObserved(device)
        let (observer, _) = try gateway.observer()
        gateway.signal(15)
        #expect(try observer.readFarewell() == "board1: the gateway is shutting down.")
        _ = try gateway.waitForExit()
        #expect(try gateway.history.firstEnded().ending == "gateway_shutdown gateway observing")
    }
}
