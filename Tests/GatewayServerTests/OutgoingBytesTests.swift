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

/// Counts what the other side reads.
private final class ReadCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let atTheEnd: (Int) -> Void
    private var byteCount = 0

    init(_ atTheEnd: @escaping (Int) -> Void) { self.atTheEnd = atTheEnd }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        byteCount += unwrapInboundIn(data).readableBytes
    }

    func channelInactive(context: ChannelHandlerContext) { atTheEnd(byteCount) }
}

@Suite struct OutgoingBytesTests {
    /// Runs `body` on the loop of a connection whose other side reads to its end, on the same loop,
    /// and tells `readByteCount` of it.
    private func withConnection<Answer: Sendable>(
        readByteCount: (@Sendable (Int) -> Void)? = nil,
        _ body: @escaping @Sendable (any Channel) throws -> Answer
    ) async throws -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let server = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let readByteCount else { return }
                    try channel.pipeline.syncOperations.addHandler(ReadCounter(readByteCount))
                }
            }
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
            #expect(bytes.end().byteCount == 4)
            bytes.append(ByteBuffer(string: "more"))
            #expect(bytes.pendingByteCount == 0)
            return bytes.deliveredByteCount
        }
        #expect(delivered == 0)
    }

    @Test func `at its end every byte is delivered, or written in part, or not written`()
        async throws
    {
        let (counts, count) = AsyncStream.makeStream(of: Int.self)
        let total = 20_000_000
        let delivered = try await withConnection(readByteCount: { count.yield($0) }) { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: total, observer: witness)
            bytes.open(to: channel)
            // Nobody reads in this turn: the kernel takes what it has room for.
            bytes.append(ByteBuffer(repeating: 7, count: total))
            let written = channel.bufferedByteCount
            #expect(written > 0)
            let dropped = bytes.end()
            #expect(dropped.writtenByteCount == written)
            #expect(bytes.deliveredByteCount + Int64(dropped.byteCount) == Int64(total))
            // In this turn: later the channel might write more of it.
            channel.close(promise: nil)
            return Int(bytes.deliveredByteCount)
        }
        #expect(await counts.first { _ in true } == delivered)
    }

    @Test func `what was under a write that failed counts as dropped`() async throws {
        let dropped = try await withConnection { channel in
            let witness = Witness()
            let bytes = OutgoingBytes(waitingByteCountMax: 8, observer: witness)
            bytes.open(to: channel)
            bytes.append(ByteBuffer(string: "one "))
            channel.close(mode: .output, promise: nil)
            bytes.append(ByteBuffer(string: "two"))
            return bytes.end().byteCount
        }
        #expect(dropped == 3)
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
