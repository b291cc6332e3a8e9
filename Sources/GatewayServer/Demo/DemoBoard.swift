// A board that needs no hardware: a single-slot CLI on loopback TCP, with the habits of a small
// embedded stack (`DemoHabits`), so that everything can be tried without one. Who gets into the
// slot is in `DemoSlot`, what the board answers in `DemoShell`.

import GatewayConfiguration
import NIOCore
import NIOPosix

/// A built-in device that the gateway reaches by TCP like any other.
public final class DemoBoard: Sendable {
    /// Where it listens while nobody is on it.
    public let address: SocketAddress
    private let slot: NIOLoopBound<DemoSlot>

    private init(address: SocketAddress, slot: NIOLoopBound<DemoSlot>) {
        self.address = address
        self.slot = slot
    }

    /// Starts a board on a free port of 127.0.0.1.
    public static func start(
        _ habits: DemoHabits = DemoHabits(),
        on loop: any EventLoop
    ) async throws -> DemoBoard {
        let slot = try await loop.submit {
            NIOLoopBound(DemoSlot(habits, on: loop), eventLoop: loop)
        }.get()
        let any = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        let address = try await loop.flatSubmit { slot.value.listen(on: any) }.get()
        return DemoBoard(address: address, slot: slot)
    }

    /// Closes its listener and whatever is connected.
    public func stop() async {
        let slot = slot
        try? await slot.eventLoop.submit { slot.value.stop() }.get()
    }
}
