// What one end made of what the other sent: the events, with plain bytes that lie beside each other
// put together, and what it answered. The fuzzer compares by it too.

import NIOCore
import Telnet

struct Heard: Equatable {
    private(set) var events: [TelnetEvent] = []
    private(set) var answers: [UInt8] = []

    /// All plain bytes, whatever lay between them.
    var bytes: [UInt8] {
        events.flatMap { event -> [UInt8] in
            if case .bytes(let bytes) = event { Array(bytes.readableBytesView) } else { [] }
        }
    }

    /// The events without the plain bytes.
    var signs: [TelnetEvent] {
        events.filter { if case .bytes = $0 { false } else { true } }
    }

    mutating func read(_ bytes: some Sequence<UInt8>, by codec: inout TelnetCodec) {
        var unread = ByteBuffer(bytes: bytes)
        while let event = codec.read(&unread) {
            add(event)
            takeAnswers(of: &codec)
        }
        precondition(unread.readableBytes == 0, "all of it is read")
        takeAnswers(of: &codec)
    }

    private mutating func add(_ event: TelnetEvent) {
        if case .bytes(let added) = event, case .bytes(var bytes)? = events.last {
            bytes.writeImmutableBuffer(added)
            events[events.count - 1] = .bytes(bytes)
        } else {
            events.append(event)
        }
    }

    private mutating func takeAnswers(of codec: inout TelnetCodec) {
        if let answer = codec.takeOutgoing() { answers += answer.readableBytesView }
    }
}
