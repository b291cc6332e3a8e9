// Megabytes go through a device and back while its configuration is read again and again, with
// everything in it different each time: not one byte is lost or changed.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TransferSurvivesTests {
    @Test func `a holder loses not one byte`() async throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .echo
                $0.windowBytes = 65_536
                $0.pace = (bytes: 16_384, rest: .milliseconds(5))
            }
        )
        let elsewhere = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        async let back = holder.exchange(bytes, reading: bytes.count, within: .seconds(60))
        for round in 1...6 {
            let isOdd = round % 2 == 1
            try gateway.home.configure(
                isOdd
                    ? [
                        .init(
                            connect: elsewhere.url,
                            listen: ["raw://127.0.0.2:0"],
                            keys: [
                                "link: persistent", "dead_peer: 2s", "client_stall: 5s",
                                "queue_max: 1", "notices: on", "type_ahead: hold",
                            ]
                        )
                    ] : [.init("board2", connect: elsewhere.url)]
            )
            #expect(try gateway.reload())
            let before = device.last?.received.count ?? 0
            try eventually("the transfer goes on") {
                (device.last?.received.count ?? 0) > before || holder.ending != nil
            }
        }
        #expect(try await back == bytes, "what came back differs")
        #expect(device.last?.received == bytes, "what the device received differs")
        #expect(device.connections.count == 1)
        #expect(try gateway.status(of: "board1").holder?.address == "\(holder.address)")
    }
}
