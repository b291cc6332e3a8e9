// What is a PROXY header, and whom it names, cut at every byte: the same verdict must come however
// the network cuts it. That it is believed from a balancer alone is seen end to end.

import NIOCore
import Testing

@testable import GatewayServer

@Suite struct ProxyHeaderTests {
    private static let signature = Array("\r\n\r\n\0\r\nQUIT\n".utf8)
    private static let v4: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 2, 0xDC, 0x04, 0x0F, 0xA1]
    private static let v6: [UInt8] =
        [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7]
        + [UInt8](repeating: 0, count: 15) + [1] + [0x30, 0x39, 0x0F, 0xA1]

    private static func binary(
        _ command: UInt8,
        _ family: UInt8,
        _ rest: [UInt8]
    ) -> [UInt8] {
        signature + [command, family, UInt8(rest.count >> 8), UInt8(rest.count & 0xFF)] + rest
    }

    /// The verdict on `bytes`, which must be "incomplete" for everything shorter than the verdict's
    /// header, and must not depend on what follows it.
    private func verdict(_ bytes: [UInt8]) -> ProxyHeader {
        let verdict = ProxyHeader(ByteBuffer(bytes: bytes).readableBytesView)
        guard case .whole(let byteCount, _) = verdict else { return verdict }
        for length in 0..<byteCount {
            let cut = ProxyHeader(ByteBuffer(bytes: bytes.prefix(length)).readableBytesView)
            #expect(cut == .incomplete, "cut at \(length)")
        }
        let more = ProxyHeader(ByteBuffer(bytes: bytes + Array("help\r\n".utf8)).readableBytesView)
        #expect(more == verdict)
        return verdict
    }

    private func named(_ bytes: [UInt8]) throws -> String {
        guard case .whole(bytes.count, let client?) = verdict(bytes) else {
            return "\(verdict(bytes))"
        }
        return PeerAddress(client).endpoint
    }

    private func isWrong(_ bytes: [UInt8]) -> Bool {
        if case .wrong = verdict(bytes) { true } else { false }
    }

    @Test func `a line names an address of either family`() throws {
        let v4 = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 4001\r\n"
        #expect(try named(Array(v4.utf8)) == "192.0.2.1:56324")
        let v6 = "PROXY TCP6 2001:db8::7 2001:db8::1 12345 4001\r\n"
        #expect(try named(Array(v6.utf8)) == "[2001:db8::7]:12345")
        let longest =
            "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n"
        #expect(
            try named(Array(longest.utf8)) == "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535"
        )
    }

    @Test func `a binary header names an address of either family, with TLVs or without`() throws {
        let tlv: [UInt8] = [0x04, 0, 3, 1, 2, 3]
        for rest in [[], tlv, [UInt8](repeating: 0x04, count: 484)] {
            #expect(try named(Self.binary(0x21, 0x11, Self.v4 + rest)) == "192.0.2.1:56324")
            #expect(try named(Self.binary(0x21, 0x21, Self.v6 + rest)) == "[2001:db8::7]:12345")
        }
    }

    @Test(arguments: [
        Array("PROXY UNKNOWN\r\n".utf8), Array("PROXY UNKNOWN ffff::1 ::1 1 2\r\n".utf8),
        binary(0x20, 0x00, []), binary(0x20, 0x11, v4), binary(0x21, 0x00, []),
        binary(0x21, 0x31, [UInt8](repeating: 0x2F, count: 216)),
    ])
    func `a header may name nobody`(bytes: [UInt8]) {
        #expect(verdict(bytes) == .whole(byteCount: bytes.count, client: nil))
    }

    @Test(arguments: [
        "help\r\n", "PROXY\r\n", "PROXY \r\n", "PROXY TCP4\r\n",
        "PROXY TCP5 1.2.3.4 5.6.7.8 1 2\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1\r\n", "PROXY TCP4 1.2.3.4 5.6.7.8 1 65536\r\n",
        "PROXY TCP4 1.2.3 5.6.7.8 1 2\r\n", "PROXY TCP4 ::1 ::1 1 2\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 01 2\r\n", "PROXY TCP4 1.2.3.4 5.6.7.8 +1 2\r\n",
        "PROXY TCP4  1.2.3.4 5.6.7.8 1 2\r\n",
        "PROXY UNKNOWN \(String(repeating: "x", count: 100))",
        "\r\n\r\nhello world, this is no header",
    ])
    func `other text is none`(text: String) {
        #expect(isWrong(Array(text.utf8)))
    }

    @Test(arguments: [
        binary(0x11, 0x11, v4), binary(0x22, 0x11, v4), binary(0x21, 0x11, Array(v4.prefix(11))),
        binary(0x21, 0x21, v4), binary(0x21, 0x11, v4 + [UInt8](repeating: 0, count: 509)),
    ])
    func `other bytes are none`(bytes: [UInt8]) {
        #expect(isWrong(bytes))
    }
}
