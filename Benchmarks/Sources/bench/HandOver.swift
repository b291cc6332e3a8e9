// From the holder's FIN to the next client's first byte of the device: the whole gateway with its
// history on disk, real sockets on loopback, and a device that greets at once.

import Foundation
import GatewayAPI
import GatewayConfiguration
import GatewayServer
import History
import Logging
import NIOPosix

enum HandOver {
    private static let handOverCount = 300
    private static let greeting = UInt8(ascii: ">")

    /// Microseconds a hand-over, with so many in line all the time.
    static func measure(waiting: Int) async throws -> Figure {
        let folder = NSTemporaryDirectory() + "hotseat-bench-\(getpid())-\(waiting)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let device = try GreetingDevice(greeting: greeting)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let history = try HistoryDatabase.open(
            stateDirectory: folder,
            gateway: "bench",
            version: GatewayVersion.text
        )
        let gateway = try await Gateway.start(
            settings(folder, device.port),
            journal: history,
            tokens: history,
            on: group,
            log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        guard let address = await gateway.status().devices.first?.listen.first,
            let port = UInt16(address.split(separator: ":").last ?? "")
        else { preconditionFailure("the gateway listens nowhere") }
        let samples = measure(port: port, waiting: waiting)
        await gateway.shutDown()
        try await history.close()
        try await group.shutdownGracefully()
        device.stop()
        return Figure("handover_\(waiting)_waiting_us", samples)
    }

    private static func settings(_ folder: String, _ port: UInt16) -> GatewaySettings {
        var device = DeviceSettings(
            name: "board",
            connect: .tcp(host: "127.0.0.1", port: Int(port)),
            listen: [ListenEndpoint(kind: .raw, host: "127.0.0.1", port: 0)]
        )
        device.queueMax = 10_000
        var settings = GatewaySettings(surroundings: .present, devices: [device])
        settings.stateDirectory = folder
        settings.clientsPerAddressMax = 10_000
        return settings
    }

    private static func measure(port: UInt16, waiting: Int) -> [Double] {
        var line = (0...waiting).map { _ in BenchSocket(port: port) }
        line[0].read(until: greeting)
        var samples: [Double] = []
        for _ in 0..<handOverCount {
            // Whoever comes last is in line before the clock starts: it has read its place.
            line.append(BenchSocket(port: port))
            line[line.count - 1].read(until: UInt8(ascii: "."))
            let start = ContinuousClock.now
            line.removeFirst().close()
            line[0].read(until: greeting)
            samples.append((ContinuousClock.now - start) / .microseconds(1))
        }
        for socket in line { socket.close() }
        return samples
    }
}
