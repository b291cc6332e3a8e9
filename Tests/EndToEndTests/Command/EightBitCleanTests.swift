// A program that has put its terminal into raw mode gets every byte as it was sent, and every byte
// that it prints arrives as it was printed: all 256 values, and a megabyte both ways at once.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EightBitCleanTests {
    private static let echo = ["sh", "-c", "stty raw -echo; echo ready; exec cat"]

    @Test func `every value of a byte passes both ways`() throws {
        let gateway = try GatewayProcess.start(command: Self.echo)
        let user = try gateway.client()
        try user.readToGrant()
        try user.read(until: "ready\n")
        let bytes = (0...255).map { UInt8($0) }
        try user.send(bytes)
        #expect(try user.read(count: 256) == bytes)
    }

    @Test func `a megabyte passes both ways at once`() throws {
        let gateway = try GatewayProcess.start(command: Self.echo)
        let user = try gateway.client()
        try user.readToGrant()
        try user.read(until: "ready\n")
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(try user.exchange(bytes, reading: bytes.count, within: patience) == bytes)
        user.close()
        let row = try gateway.history.ended(user)
        #expect(row.bytesToDevice == 1_000_000)
        #expect(row.bytesFromDevice == 1_000_006)
    }
}
