// The laws of what one end writes and the other reads. From server to client, and in BINARY, every
// byte arrives as it was. From client to server without BINARY, each CR LF arrives as one CR, and
// every other byte as it was: RFC 1123 (section 3.3.1) has no other end of line for a server.
// Random bytes, rich in those that mean something, in chunks of random lengths; each with its seed.

import NIOCore
import Testing

@testable import Telnet

struct RoundTripTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what a server writes, a client reads as it was`(seed: UInt64) {
        var random = RandomBytes(seed: seed)
        let bytes = random.bytes(count: 300)
        #expect(Self.sent(bytes, from: .server, to: .client, &random) == bytes)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what a client writes, a server reads as it was, but each CR LF as a CR`(seed: UInt64) {
        var random = RandomBytes(seed: seed)
        let bytes = random.bytes(count: 300)
        #expect(Self.sent(bytes, from: .client, to: .server, &random) == Self.withEndsOfLine(bytes))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `in BINARY everything is read as it was`(seed: UInt64) {
        var random = RandomBytes(seed: seed)
        let bytes = random.bytes(count: 300)
        let (server, client) = (TelnetCodec.binary(.server), TelnetCodec.binary(.client))
        #expect(Self.sent(bytes, from: server, to: client, &random) == bytes)
        #expect(Self.sent(bytes, from: client, to: server, &random) == bytes)
    }

    private static func sent(
        _ bytes: [UInt8],
        from sender: TelnetCodec,
        to receiver: TelnetCodec,
        _ random: inout RandomBytes
    ) -> [UInt8] {
        var (sender, receiver) = (sender, receiver)
        let wire = random.chunks(of: bytes).flatMap { sender.written($0) }
        return random.chunks(of: wire).flatMap { receiver.hear($0).bytes }
    }

    private static func withEndsOfLine(_ bytes: [UInt8]) -> [UInt8] {
        var read: [UInt8] = []
        var isBehindCR = false
        for byte in bytes {
            if !(isBehindCR && byte == .lf) { read.append(byte) }
            isBehindCR = byte == .cr
        }
        return read
    }
}
