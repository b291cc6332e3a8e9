// A device that keeps talking: a line every so often, from a thread of its own, until the lab is
// taken down.

import Foundation
import GatewayTestSupport
import Synchronization

/// Something that lets a device say line after line.
final class Chatter: BenchItem {
    private let isOver = Mutex(false)

    /// Starts to talk; it is on the bench from then on.
    static func start(on device: FakeDevice, every rest: Duration) {
        let chatter = Bench.current.add(Chatter())
        Thread.detachNewThread {
            while !chatter.isOver.withLock({ $0 }) {
                device.say("line of the device, one of many, of no interest to anybody\r\n")
                pause(rest)
            }
        }
    }

    var testimony: String { "" }

    func remove() { isOver.withLock { $0 = true } }
}

/// Waits for so long: where the length of time is what is measured, or what a peer needs that has
/// no way to say that it is ready.
func pause(_ duration: Duration) {
    let deadline = Deadline(in: duration)
    while !deadline.isOver { poll(nil, 0, deadline.pollMilliseconds) }
}
