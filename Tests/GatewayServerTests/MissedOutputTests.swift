// How much is kept of what nobody heard: the end of it, whatever it came in. What becomes of it is
// tested end to end.

import NIOCore
import Testing

@testable import GatewayServer

@Suite struct MissedOutputTests {
    @Test func `what is missed is kept in order, and taken once`() {
        var missed = MissedOutput()
        missed.append(ByteBuffer(string: "one "))
        missed.append(ByteBuffer(string: "two"))
        #expect(String(buffer: missed.take()) == "one two")
        #expect(missed.take().readableBytes == 0)
    }

    @Test func `of one long text the end is kept`() {
        var missed = MissedOutput()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        missed.append(ByteBuffer(bytes: bytes))
        #expect(Array(buffer: missed.take()) == bytes.suffix(65_536))
    }

    @Test(arguments: [1, 7, 1_000, 65_535])
    func `of many short texts the end is kept, in bounded memory`(length: Int) {
        var missed = MissedOutput()
        var said: [UInt8] = []
        for part in 0..<(300_000 / length) {
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: part), count: length)
            said += bytes
            missed.append(ByteBuffer(bytes: bytes))
            #expect(missed.bytes.capacity <= 4 * MissedOutput.byteCountMax)
        }
        #expect(Array(buffer: missed.take()) == said.suffix(65_536))
    }
}
