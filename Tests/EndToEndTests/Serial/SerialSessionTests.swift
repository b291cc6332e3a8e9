// A session on a serial port: every byte passes both ways as it is, those that terminals take for
// themselves included.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialSessionTests {
    /// All of them, and the ones that mean something to a terminal once more, in the middle.
    private static let bytes = Array(UInt8.min...UInt8.max) + [0x03, 0x11, 0x13, 0x1A, 0x0D, 0x0A]

    @Test(arguments: ["persistent", "per_lease"])
    func `every byte passes both ways`(link: String) throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["link: \(link)"])
        let holder = try gateway.holder()
        try holder.send(Self.bytes)
        #expect(try cable.hear(count: Self.bytes.count) == Self.bytes)
        try cable.say(Self.bytes)
        #expect(try holder.read(count: Self.bytes.count) == Self.bytes)
        #expect(try gateway.status(of: "board1").link == "open")
    }

    @Test func `a megabyte passes both ways at once`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        let holder = try gateway.holder()
        let sent = (0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        var rest = sent[...]
        var echoed: [UInt8] = []
        while echoed.count < sent.count {
            let part = Array(rest.prefix(16_384))
            rest = rest.dropFirst(part.count)
            try holder.send(part)
            try cable.say(try cable.hear(count: part.count))
            echoed += try holder.read(count: part.count)
        }
        #expect(echoed == sent)
    }
}
