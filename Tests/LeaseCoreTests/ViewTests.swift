// What the machine tells the outside about itself, in each of its states. The simulation compares
// the same words with what its auditor has seen.

import LeaseCore
import Testing

@Suite struct ViewTests {
    @Test(arguments: [
        (Driven(), DeviceState.free, LinkState.closed),
        (.connecting(), .connecting, .opening),
        (.orphaned(), .connecting, .opening),
        (.held(), .held, .open),
        (.releasing(), .releasing, .closing),
        (.down(), .down, .closed),
        (.ready(), .free, .open),
        (.releasing(under: .persistent), .releasing, .open),
    ])
    func `a state has its word, and so has the link`(
        driven: Driven,
        device: DeviceState,
        link: LinkState
    ) {
        #expect(driven.machine.deviceState == device)
        #expect(driven.machine.linkState == link)
    }

    @Test func `between two tries the link is closed`() {
        var driven = Driven.connecting()
        driven.handle(.linkFailed(.refused))
        #expect(driven.machine.deviceState == .connecting)
        #expect(driven.machine.linkState == .closed)
    }

    @Test func `the next holder stands before the line, at no place`() {
        let driven = Driven.releasing(waiting: .bob, .carol)
        #expect(driven.machine.queue.map(\.session) == [.bob, .carol])
        #expect(
            driven.machine.queue.map(\.place)
                == [Place(position: 0, length: 1), Place(position: 1, length: 1)]
        )
        #expect(driven.machine.queueLength == 2)
    }

    @Test func `who would be next is known while somebody holds`() {
        #expect(Driven.held(waiting: .bob, .carol).machine.next == .bob)
        #expect(Driven.held().machine.next == nil)
    }

    @Test func `when the holder gives up is known while its link is not open`() {
        #expect(Driven.connecting().machine.deviceReadyBy == Instant(nanoseconds: 45_000_000_000))
        #expect(Driven.held().machine.deviceReadyBy == nil)
    }
}
