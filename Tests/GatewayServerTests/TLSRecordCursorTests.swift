// Where records end, however the network cuts them: with a body, without one, with a long one. What
// is in them is not known here.

import NIOCore
import Testing

@testable import GatewayServer

@Suite struct TLSRecordCursorTests {
    private let stream: [UInt8] =
        [23, 3, 3, 0, 3, 1, 2, 3] + [23, 3, 3, 0, 0] + [23, 3, 3, 1, 4]
        + [UInt8](repeating: 9, count: 260) + [21, 3, 3, 0, 1, 0]
    private let ends = [8, 13, 278, 284]

    @Test(arguments: [1, 2, 3, 5, 7, 64, 1_000])
    func `each record's end is found`(chunkLength: Int) {
        var cursor = TLSRecordCursor()
        var (offset, found): (Int, [Int]) = (0, [])
        while offset < stream.count {
            let chunk = ByteBuffer(bytes: stream[offset...].prefix(chunkLength))
            let advanced = cursor.advance(over: chunk.readableBytesView)
            #expect(advanced > 0)
            offset += advanced
            if cursor.isBetweenRecords { found.append(offset) }
        }
        #expect(found == ends)
    }
}
