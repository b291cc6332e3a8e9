// A waiter that sends 100 MB while it is in line: the holder does not notice, and the gateway's
// memory does not either.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct WaiterSendsHundredMegabytesTests {
        @Test func `a waiter that sends 100 MB is not noticed`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(for: device)
            let holder = try gateway.holder()
            try holder.read(until: FakeDevice.prompt)
            let waiter = try gateway.waiter()
            let before = try gateway.figures.residentPeakBytes()
            let megabyte = [UInt8](repeating: UInt8(ascii: "w"), count: 1_000_000)
            for _ in 1...100 {
                try waiter.send(megabyte)
                let taken = try time {
                    try holder.send("version\r\n")
                    try holder.read(until: FakeDevice.version)
                }
                #expect(taken < atOnce)
            }
            let growth = try gateway.figures.residentPeakBytes() - before
            #expect(growth < 20_000_000, "grew by \(growth) bytes")

            holder.close()
            try waiter.readGrant()
            try waiter.send("mine")
            try waiter.read(until: "mine")
            #expect(device.last?.text == "mine")
        }
    }
}
