// A disk that takes nothing of a log: the holder does not notice, the gateway says so for as long
// as it lasts, and what had no room is counted. One where no log can be is a refusal.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LogDiskFailsTests {
    private static let fault = "cannot be written: No space left on device."

    private func problems(of gateway: GatewayProcess) throws -> String {
        try gateway.home.control.get("/readyz").body
    }

    @Test func `a full disk slows nobody down, and is told until there is room`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .echo })
        let gateway = try GatewayProcess.startLogging(device, to: "/dev/full")
        let holder = try gateway.holder()
        try eventually("it is among the problems") {
            try problems(of: gateway).contains("the log of board1, /dev/full, \(Self.fault)")
        }
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 8 * 1_024 * 1_024)
        #expect(try holder.exchange(bytes, reading: bytes.count, within: patience) == bytes)
        #expect(gateway.errors.ranges(of: Self.fault).count == 1)

        try gateway.home.configure(for: device, loggingTo: gateway.home.logPath)
        #expect(try gateway.reload())
        try holder.send("there is room\n")
        try gateway.waitForLog("there is room\n")
        try eventually("nothing is wrong") {
            try gateway.home.control.get("/readyz").status == 200
        }
    }

    @Test func `a reader that stalls costs bytes, which are counted`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .echo })
        let home = try GatewayHome([])
        #expect(mkfifo(home.logPath, 0o600) == 0)
        let reader = open(home.logPath, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try home.configure(for: device, loggingTo: home.logPath)
        let gateway = try home.serve()
        let holder = try gateway.holder()
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 8 * 1_024 * 1_024)
        #expect(try holder.exchange(bytes, reading: bytes.count, within: patience) == bytes)
        holder.close()
        var (loggedCount, text) = (0, "")
        try eventually("the reader has read all") {
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(reader, &chunk, chunk.count)
            let others = chunk.prefix(max(0, count)).filter { $0 != UInt8(ascii: "x") }
            loggedCount += max(0, count) - others.count
            text += String(decoding: others, as: UTF8.self)
            return text.contains(" ended: client_closed\n")
        }
        let droppedCount = text.split(separator: "\n").filter { $0.hasSuffix(" bytes dropped") }
            .compactMap { $0.split(separator: " ").dropLast(2).last.flatMap { Int($0) } }
            .reduce(0, +)
        #expect(droppedCount > 4 * 1_024 * 1_024)
        #expect(loggedCount + droppedCount == bytes.count)
    }

    @Test func `where no log can be the gateway does not start, and says so`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([])
        let path = home.path("none/board1.log")
        try home.configure(for: device, loggingTo: path)
        let refusal = try home.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(
            refusal.errors.contains(
                "hotseat: The log of board1, \(path), cannot be opened: No such file or directory."
            )
        )
        try home.configure(for: device, loggingTo: home.logPath)
        let gateway = try home.serve()
        try home.configure(for: device, loggingTo: path)
        #expect(try !gateway.reload())
        #expect(try problems(of: gateway).contains(path))
    }
}
