// A script that half-closes (`printf … | nc -N`) while nobody waits still gets its answer. The
// moment somebody waits, the answer is no longer waited for.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct AnswerAfterHalfCloseTests {
    @Test func `two scripts in a row both get their answers`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.answerDelay = .milliseconds(100)
                $0.whileTaken = .resets
            }
        )
        let gateway = try GatewayProcess.start(for: device)
        let address = try gateway.address()
        let script = "printf 'version\\r\\n' | nc -N \(address.host) \(address.port)"
        let finished = try Program.run(["sh", "-c", "\(script); echo NEXT; \(script)"])
        let outputs = finished.output.components(separatedBy: "NEXT")
        #expect(outputs.count == 2)
        for output in outputs {
            #expect(output.contains("version\r\n\(FakeDevice.version)\r\n"), "\(finished)")
        }
        #expect(device.connections.map(\.text) == ["version\r\n", "version\r\n"])
        let rows = try gateway.history.sessions(ended: 2)
        #expect(rows.map(\.ending) == Array(repeating: "client_closed client holding", count: 2))
        #expect(device.sawOneAtATime)
    }

    @Test func `an answer that comes long after the echo is waited for`() throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .milliseconds(700) })
        let gateway = try GatewayProcess.start(for: device)
        let address = try gateway.address()
        let script = "printf 'version\\r\\n' | nc -N \(address.host) \(address.port)"
        let finished = try Program.run(["sh", "-c", script])
        #expect(finished.output.contains("version\r\n\(FakeDevice.version)\r\n"), "\(finished)")
    }

    @Test func `one that resets while it waits has left by its FIN, with what TCP said then`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.answerDelay = .seconds(5) })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        try client.send("version\r\n")
        try device.waitToReceive("version\r\n")
        client.halfClose()
        try eventually("it lingers") { try gateway.status(of: "board1").state == "held" }
        client.reset()
        let row = try gateway.history.ended(client)
        #expect(row.ending == "client_closed client holding")
        #expect(row.endDetail?.contains("last heard") == true, "\(row.endDetail ?? "-")")
    }

    @Test func `one that closed its side before the device let it in is recorded by that`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device)
        let client = try gateway.client()
        try client.send("version\r\n")
        client.halfClose()
        try client.readToGrant()
        try device.welcome()
        #expect(try client.readToEnd().0.contains(FakeDevice.version))
        let row = try gateway.history.ended(client)
        #expect(row.ending == "client_closed client holding")
        #expect(row.endDetail?.hasPrefix("FIN; probes 0,") == true, "\(row.endDetail ?? "-")")
    }

    @Test func `200 ms after an answer it is over`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let client = try gateway.client()
        try client.send("version\r\n")
        client.halfClose()
        let (text, _) = try client.readToEnd(within: .seconds(5))
        #expect(text.contains("\(FakeDevice.version)\r\n"))
    }

    @Test func `a greeting in several pieces is no answer, and its prompt tells when one is`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let client = try gateway.client()
        try client.send("version\r\n")
        client.halfClose()
        try device.waitToReceive("version\r\n")
        for piece in ["Welcome!\r\n", "board> ", "1.0\r\nboard> "] {
            device.say(piece)
            try client.read(until: piece)
            guard piece.hasPrefix("1.0") == false else { break }
            let said = ContinuousClock.now
            try eventually("it has thought for a while") {
                ContinuousClock.now - said > .milliseconds(400)
            }
        }
        let taken = try time { _ = try client.readToEnd(within: .seconds(5)) }
        #expect(taken < .milliseconds(200) + atOnce)
    }

    @Test func `a device that had been quiet has answered with its first line`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let client = try gateway.holder()
        try device.waitForConnection(1)
        let granted = ContinuousClock.now
        try eventually("it has not greeted") { ContinuousClock.now - granted > .seconds(1) }
        try client.send("version\r\n")
        client.halfClose()
        try device.waitToReceive("version\r\n")
        device.say("1.0\r\n")
        let (text, _) = try client.readToEnd(within: .seconds(5))
        #expect(text == "1.0\r\n")
    }

    @Test func `a long file for a slow device arrives whole, and its answer too`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.windowBytes = 2_920
                $0.pace = (bytes: 2_000, rest: .milliseconds(50))
            }
        )
        let gateway = try GatewayProcess.start(for: device)
        let client = try gateway.holder()
        let file = String(repeating: "0123456789abcde\n", count: 5_000) + "version\n"
        let taken = try time {
            try client.send(file)
            client.halfClose()
            let (answer, _) = try client.readToEnd()
            #expect(answer.hasSuffix("> \(FakeDevice.version)\r\n\(FakeDevice.prompt)"))
        }
        #expect(taken > .milliseconds(1_900))
        #expect(device.last?.text == file)
    }

    @Test func `a device that pauses longer than fin_linger in a file still gets all of it`() throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let client = try gateway.holder()
        try device.waitForConnection(1)
        device.stall()
        try client.send([UInt8](repeating: UInt8(ascii: "f"), count: 60_000))
        client.halfClose()
        let closed = ContinuousClock.now
        try eventually("it has erased its flash") {
            ContinuousClock.now - closed > .milliseconds(2_500)
        }
        device.goOn()
        _ = try client.readToEnd()
        #expect(device.last?.received.count == 60_000)
    }

    @Test func `a long answer for a slow reader arrives whole`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 2s"])
        let client = try gateway.client(receiveBufferBytes: 4096)
        try client.readToGrant()
        try client.send("dump\n")
        try device.waitToReceive("dump\n")
        client.halfClose()
        device.say([UInt8](repeating: UInt8(ascii: "d"), count: 8_000_000))
        device.say("the end")
        let asked = ContinuousClock.now
        try eventually("it has looked away for a while") {
            ContinuousClock.now - asked > .milliseconds(2_300)
        }
        let (text, _) = try client.readToEnd()
        #expect(text.hasSuffix("the end"))
        #expect(text.utf8.count == 8_000_007)
    }

    @Test func `a device that never stops talking does not keep it longer than fin_linger`()
        throws
    {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let client = try gateway.holder()
        try client.read(until: FakeDevice.prompt)
        let chatter = Chatter(of: device)
        defer { chatter.stop() }
        try client.send("version\r\n")
        let taken = try time {
            client.halfClose()
            _ = try client.readToEnd()
        }
        #expect(taken > .milliseconds(800) && taken < .seconds(1) + noise)
    }

    @Test func `an arrival ends the wait for an answer`() throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .seconds(60) })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let holder = try gateway.holder()
        try holder.send("version\r\n")
        try device.waitToReceive("version\r\n")
        holder.halfClose()
        let taken = try time {
            let next = try gateway.client()
            try next.readToGrant()
        }
        #expect(taken < atOnce)
    }

    @Test func `a client that wrote nothing is not waited for`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let taken = try time {
            holder.halfClose()
            _ = try holder.readToEnd()
        }
        #expect(taken < atOnce)
    }
}
