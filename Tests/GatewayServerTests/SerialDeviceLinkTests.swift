// A serial link by itself: how its port is steered and put back, and how it is left. What follows
// for leases is tested end to end.

import GatewayConfiguration
import GatewayTestSupport
import NIOCore
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct SerialDeviceLinkTests {
    private func opened(_ cable: SerialCable) async throws -> LinkWitness {
        let witness = try await LinkWitness(SerialSettings(path: cable.path))
        try witness.wait(for: "opened")
        return witness
    }

    @Test func `what was changed within a lease is put back`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        let changed = try await witness.with { link in
            var mode = SerialMode()
            mode.bitsPerSecond = 9_600
            mode.flow = .xonxoff
            return link.serialPort?.set(mode) == true && link.serialPort?.setBreak(true) == true
        }
        #expect(changed)
        #expect(try cable.bitsPerSecond() == 9_600)
        let mode = try await witness.with { link in
            link.serialPort?.resetSettings()
            return link.serialPort?.mode
        }
        #expect(mode == SerialMode())
        #expect(try cable.bitsPerSecond() == 115_200)
    }

    @Test func `a port without modem lines says so, and knows a break`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        #expect(try await witness.with { $0.serialPort?.lines } == nil)
        #expect(try await witness.with { $0.serialPort?.set(.dtr, to: []) } == false)
        #expect(try await witness.with { $0.sendBreak() })
    }

    @Test func `a link that is not open is no port, and sends no break`() async throws {
        let cable = try SerialCable.lay(plugged: false)
        let witness = try await LinkWitness(SerialSettings(path: cable.path))
        try witness.wait(for: "failed: unreachable")
        #expect(try await witness.with { $0.serialPort == nil })
        #expect(try await witness.with { !$0.sendBreak() })
    }

    @Test func `bytes pass, and a quiet port is closed at once`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        try cable.say("hello")
        try witness.wait(for: "read: hello")
        try await witness.with { link in
            link.channel?.writeAndFlush(ByteBuffer(string: "world"), promise: nil)
        }
        try cable.hear(until: "world")
        try await witness.with { $0.release(hasUnsentBytes: false) }
        try witness.wait(for: "released: the line was quiet")
        try cable.waitUntilClosed()
    }

    @Test func `what nobody has read can be purged`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        try await witness.with { $0.pauseReading() }
        try cable.say("old")
        try await eventuallyUnread(3, of: witness)
        try await witness.with { $0.serialPort?.purgeReceived() }
        try await witness.with { $0.resumeReading() }
        try cable.say("new")
        try witness.wait(for: "read: new")
        #expect(witness.reports == ["opened", "read: new"])
    }

    private func eventuallyUnread(_ byteCount: Int, of witness: LinkWitness) async throws {
        let terminal = try #require(try await witness.with { $0.terminal })
        try eventually("\(byteCount) bytes are unread") {
            terminal.queued.unreadByteCount == byteCount
        }
    }

    @Test func `bytes that the kernel has not taken are withdrawn with the port`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        try await witness.with { link in
            link.channel?.writeAndFlush(ByteBuffer(repeating: 0x72, count: 900_000), promise: nil)
        }
        #expect(try await witness.with { $0.hasBytesWaiting })
        #expect(try await witness.with { !$0.withdraw() })
        try await witness.with { $0.release(hasUnsentBytes: true) }
        try witness.wait(for: "released: the line was quiet")
        #expect(cable.hearRest().count < 200_000)
    }

    @Test func `a port that takes nothing is stalled, and one that reads goes on`() async throws {
        let cable = try SerialCable.lay()
        let settings = SerialSettings(path: cable.path)
        let witness = try await LinkWitness(settings, stallMax: .seconds(1))
        try witness.wait(for: "opened")
        try await witness.with { link in
            link.channel?.writeAndFlush(ByteBuffer(repeating: 0x72, count: 900_000), promise: nil)
        }
        try witness.wait(for: "stalled")
        #expect(try cable.hear(count: 900_000).count == 900_000)
        #expect(try await witness.with { !$0.hasBytesWaiting })
    }

    @Test func `a pulled plug is a lost device`() async throws {
        let cable = try SerialCable.lay()
        let witness = try await opened(cable)
        cable.pull()
        try witness.wait(for: "lost: device_lost")
    }
}
