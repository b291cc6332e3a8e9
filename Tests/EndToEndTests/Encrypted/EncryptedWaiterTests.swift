// A waiter behind TLS: what it types in line never reaches the device, not even half a record; what
// it types once it holds does. A dead one is in EncryptedHeirVanishesTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EncryptedWaiterTests {
    @Test func `what it typed in line never reaches the device`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let holder = try gateway.plainClient()
        try holder.readGrant()
        let waiter = try TLSClient(to: gateway.address(), trusting: certificates)
        try waiter.read(until: "You are 1 of 1 in line.")
        for number in 1...20 { try waiter.send("reboot \(number)\r\n") }
        try waiter.sendHalf("reboot at last\r\n")
        holder.close()
        try waiter.read(until: "board1 is yours")
        try waiter.sendRest()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.last?.text == "version\r\n")
    }
}
