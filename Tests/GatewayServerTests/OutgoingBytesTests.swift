// The one buffer of each direction: order, bounds, progress, and the end. Against a real channel on
// loopback, on its event loop.

import NIOCore
import NIOPosix
import Testing

@testable import GatewayServer

/// Remembers what it was told.
private final class Witness: OutgoingBytesObserver {
    var progressCount = 0
    var failureCount = 0
    func outgoingBytesProgressed(_ bytes: OutgoingBytes) { progressCount += 1 }
    func outgoingBytesFailed(_ bytes: OutgoingBytes, _ error: any Error) { failureCount += 1 }
}

@Suite struct OutgoingBytesTests {
    /// Runs `body` on the loop of a connection whose other side is read to its end by the caller.
    private func withConnection<Answer: Sendable>(
        _ body: @escaping @Sendable (any Channel) throws -> Answer
    ) async throws -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let server = try await ServerBootstrap(group: loop)
            .bind(host: "127.0.0.1", port: 0).get()
        let channel = try await ClientBootstrap(group: loop)
            .connect(to: server.localAddress!).get()
        let answer = try await loop.submit { try body(channel) }.get()
        try? await channel.close()
        try await server.close()
        return answer
    }

    @Test func `what waits for its channel goes out in order`() async throws {
        let delivered = try await withConnection { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: 8, observer: witness)
            bytes.append(ByteBuffer(string: "one "))
            #expect(!bytes.isFull)
            bytes.append(ByteBuffer(string: "two "))
            #expect(bytes.isFull)
            #expect(bytes.pendingByteCount == 8)
            bytes.open(to: channel)
            #expect(witness.progressCount == 1)
            return bytes.deliveredByteCount
        }
        #expect(delivered == 8)
    }

    @Test func `what comes behind a barrier waits until it is lifted`() async throws {
        let delivered = try await withConnection { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: 64, observer: witness)
            bytes.open(to: channel)
            bytes.append(ByteBuffer(string: "one "))
            bytes.barrier = 6
            bytes.append(ByteBuffer(string: "two three"))
            let atTheBarrier = bytes.deliveredByteCount
            bytes.barrier = 8
            let atTheNext = bytes.deliveredByteCount
            bytes.barrier = nil
            return [atTheBarrier, atTheNext, bytes.deliveredByteCount]
        }
        #expect(delivered == [6, 8, 13])
    }

    @Test func `after its end nothing goes out, and what waited is counted`() async throws {
        let delivered = try await withConnection { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: 8, observer: witness)
            bytes.append(ByteBuffer(string: "lost"))
            #expect(bytes.end() == 4)
            bytes.append(ByteBuffer(string: "more"))
            #expect(bytes.pendingByteCount == 0)
            return bytes.deliveredByteCount
        }
        #expect(delivered == 0)
    }

    @Test func `a closed channel is told once`() async throws {
        let failures = try await withConnection { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: 8, observer: witness)
            bytes.open(to: channel)
            channel.close(mode: .output, promise: nil)
            bytes.append(ByteBuffer(string: "a"))
            bytes.append(ByteBuffer(string: "b"))
            return witness.failureCount
        }
        #expect(failures == 1)
    }
}
