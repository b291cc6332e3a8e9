// Fifty megabytes through a slow device, there and back: not a byte is lost or changed, and what is
// on the way is held back at its source and not in the gateway's memory.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct BackPressureTests {
        @Test func `50 MB go through a slow device and back unchanged`() throws {
            let device = try FakeDevice.start(
                .init {
                    $0.manner = .echo
                    $0.windowBytes = 65_536
                    $0.pace = (bytes: 65_536, rest: .milliseconds(1))
                }
            )
            let gateway = try GatewayProcess.start(for: device)
            let holder = try gateway.holder()
            try device.waitForConnection(1)
            let before = try gateway.figures.residentPeakBytes()
            let bytes = Self.noise(count: 50_000_000)
            let back = try holder.exchange(bytes, reading: bytes.count, within: .seconds(90))
            #expect(back == bytes, "what came back differs")
            #expect(device.last?.received == bytes, "what the device received differs")
            let growth = try gateway.figures.residentPeakBytes() - before
            #expect(growth < 20_000_000, "grew by \(growth) bytes")
            holder.close()
            let row = try #require(try gateway.history.sessions(ended: 1).first)
            #expect(row.bytesToDevice == bytes.count)
            #expect(row.bytesFromDevice == bytes.count)
        }

        @Test func `a client that reads late loses nothing`() throws {
            let device = try FakeDevice.start(.init { $0.manner = .silent })
            let gateway = try GatewayProcess.start(for: device)
            let holder = try gateway.client(receiveBufferBytes: 4096)
            try holder.readGrant()
            try device.waitForConnection(1)
            let before = try gateway.figures.residentPeakBytes()
            let bytes = Self.noise(count: 30_000_000)
            device.say(bytes)
            try device.waitUntilQuiet(for: .milliseconds(500))
            let said = try #require(device.last?.saidCount)
            #expect(said < bytes.count, "the gateway took everything")
            let growth = try gateway.figures.residentPeakBytes() - before
            #expect(growth < 20_000_000, "grew by \(growth) bytes")
            let read = try holder.read(count: bytes.count, within: .seconds(60))
            #expect(read == bytes, "what was read differs")
        }

        /// Bytes without a pattern that a lost or doubled block would fit into.
        private static func noise(count: Int) -> [UInt8] {
            var state: UInt64 = 0x9E37_79B9_7F4A_7C15
            let words = (0..<count / 8).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state ^ (state >> 33)
            }
            return words.withUnsafeBytes { [UInt8]($0) }
        }
    }
}
