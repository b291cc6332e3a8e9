// What a board says while nobody has it: shown to the next holder with `show_missed: on`, and gone
// without. What it still says to the last one is nobody's in either case.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialMissedOutputTests {
    /// A gateway at an open port, and an observer who shows that what was said has been read.
    private static func start(
        at cable: SerialCable,
        showMissed: String
    ) throws -> (GatewayProcess, LineClient) {
        let listen = ["raw://127.0.0.1:0", "raw://127.0.0.1:0?observe=1"]
        let keys = ["show_missed: \(showMissed)"]
        let home = try GatewayHome([.init(connect: cable.url(), listen: listen, keys: keys)])
        let gateway = try home.serve()
        try cable.waitUntilOpen()
        try gateway.wait(until: "board1", is: "free")
        return (gateway, try gateway.observer().client)
    }

    @Test func `it is the next holder's, before anything newer`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "on")
        try cable.say("Oops: ")
        try observer.read(until: "Oops: ")
        let holder = try gateway.holder()
        try cable.say("and on")
        #expect(try holder.read(until: "and on") == "Oops: and on")
        holder.close()
        try eventually("all of it is counted as the device's") {
            try gateway.history.sessions().contains { $0.bytesFromDevice == 12 }
        }
    }

    @Test func `it is shown once`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "on")
        try cable.say("Oops")
        try observer.read(until: "Oops")
        let holder = try gateway.holder()
        try holder.read(until: "Oops")
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        let next = try gateway.holder()
        try cable.say("fresh")
        #expect(try next.read(until: "fresh") == "fresh")
    }

    @Test func `without it nobody sees it`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "off")
        try cable.say("Oops")
        try observer.read(until: "Oops")
        let holder = try gateway.holder()
        try cable.say("fresh")
        #expect(try holder.read(until: "fresh") == "fresh")
    }

    @Test func `the last 64 KiB are kept`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "on")
        let bytes = (0..<150_000).map { UInt8(ascii: "a") + UInt8($0 / 3_000 % 26) }
        for start in stride(from: 0, to: bytes.count, by: 3_000) {
            try cable.say(Array(bytes[start..<start + 3_000]))
            _ = try observer.read(count: 3_000)
        }
        let holder = try gateway.holder()
        #expect(try holder.read(count: 65_536) == bytes.suffix(65_536))
        try cable.say("!")
        #expect(try holder.read(count: 1) == [UInt8(ascii: "!")])
    }

    @Test func `what the board still says to the last holder is not kept`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "on")
        let holder = try gateway.holder()
        holder.reset()
        try gateway.wait(until: "board1", is: "releasing")
        try cable.say("secret")
        try observer.read(until: "secret")
        try gateway.wait(until: "board1", is: "free")
        try cable.say("Oops")
        try observer.read(until: "Oops")
        let next = try gateway.holder()
        try cable.say("fresh")
        #expect(try next.read(until: "fresh") == "Oopsfresh")
    }

    @Test func `a plug that is pulled does not take it along`() throws {
        let cable = try SerialCable.lay()
        let (gateway, observer) = try Self.start(at: cable, showMissed: "on")
        try cable.say("Oops, ")
        try observer.read(until: "Oops, ")
        cable.pull()
        try gateway.wait(until: "board1", is: "down")
        try cable.plugIn()
        try gateway.wait(until: "board1", is: "free")
        try cable.say("booting")
        try observer.read(until: "booting")
        let holder = try gateway.holder()
        #expect(try holder.read(until: "booting") == "Oops, booting")
    }
}
