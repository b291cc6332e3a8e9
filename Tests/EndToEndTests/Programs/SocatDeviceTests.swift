// socat as the device: a program of the system behind a TCP port, which serves everybody at once
// and leaves it to the gateway that there is one at a time.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SocatDeviceTests {
    @Test func `every byte comes back from a program behind socat`() throws {
        let device = try SocatDevice.echo()
        let gateway = try GatewayHome([.init(connect: device.url)]).serve()
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        let bytes = (0..<256).flatMap { _ in UInt8.min...UInt8.max }
        let back = try holder.exchange(bytes, reading: bytes.count, within: patience)
        #expect(back == bytes, "what came back differs")
        holder.close()
        try waiter.readGrant()
        let answer = try waiter.exchange([1, 2, 3], reading: 3, within: patience)
        #expect(answer == [1, 2, 3])
        let row = try gateway.history.firstEnded()
        #expect(row.bytesToDevice == bytes.count)
        #expect(row.bytesFromDevice == bytes.count)
    }
}
