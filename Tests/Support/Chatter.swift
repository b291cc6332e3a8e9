// A device that never stops talking, for as long as a test wants it: a line every few milliseconds,
// from a thread of its own. On a bench, it ends with the test.

import Glibc
import Synchronization

/// Makes a fake device say `chatter` again and again.
public final class Chatter: Sendable {
    private let isOver = Mutex(false)

    public init(of device: FakeDevice, every pause: Duration = .milliseconds(20)) {
        let milliseconds = Int32(pause / .milliseconds(1))
        startThread { [self] in
            while !isOver.withLock({ $0 }) {
                device.say("chatter\r\n")
                poll(nil, 0, milliseconds)
            }
        }
    }

    public func stop() { isOver.withLock { $0 = true } }
}

extension Chatter: BenchItem {
    public var testimony: String { "" }

    public func remove() { stop() }
}
