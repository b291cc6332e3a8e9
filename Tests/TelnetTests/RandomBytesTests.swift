// Whatever a peer sends, the codec goes on, keeps no more than its bound, and answers with no more
// than eight bytes for each that came in; and how it was cut makes no difference. The fuzzer
// (`make fuzz`) asks the same of bytes that it chooses better.

import NIOCore
import Testing

@testable import Telnet

struct RandomBytesTests {
    private static let ends: [TelnetCodec] = [.begunServer, .serialServer, .client]

    @Test(arguments: 0..<100 as Range<UInt64>, ends)
    func `bytes that make no sense are read to their end, within every bound`(
        seed: UInt64,
        codec: TelnetCodec
    ) {
        var random = RandomBytes(seed: seed)
        let bytes = random.bytes(count: 1000)
        var codec = codec
        let whole = codec
        var heard = Heard()
        for chunk in random.chunks(of: bytes) {
            heard.read(chunk, by: &codec)
            #expect(codec.argument.count <= TelnetCodec.argumentByteCountMax + 1)
        }
        #expect(heard.answers.count <= 8 * bytes.count)

        var other = whole
        #expect(other.hear(bytes) == heard)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `two ends that hear noise between them come to rest all the same`(seed: UInt64) {
        var random = RandomBytes(seed: seed)
        var (server, client) = (TelnetCodec.begunServer, TelnetCodec.client)
        var toClient = server.hear(random.bytes(count: 200)).answers
        var toServer = client.hear(random.bytes(count: 200)).answers
        // What is not finished yet would take the first words for its own.
        _ = server.hear([.iac, .se, .iac, .se])
        _ = client.hear([.iac, .se, .iac, .se])
        for _ in 0..<20 where !(toClient.isEmpty && toServer.isEmpty) {
            (toClient, toServer) = (
                server.hear(toServer).answers, client.hear(toClient).answers
            )
        }
        #expect(toClient.isEmpty && toServer.isEmpty)
    }

    @Test func `the bytes that mean something are found wherever they lie`() {
        for length in 0..<40 {
            for place in 0...length {
                var bytes = [UInt8](repeating: 0x0C, count: length)
                if place < length { bytes[place] = place.isMultiple(of: 2) ? .cr : .iac }
                for start in 0...place {
                    let found = bytes.withUnsafeBytes {
                        ByteSearch.first(.iac, or: .cr, in: $0, from: start)
                    }
                    #expect(found == place)
                }
            }
        }
    }
}
