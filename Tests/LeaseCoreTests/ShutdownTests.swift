// The gateway goes down: in each state everybody leaves in that turn, the device is left politely,
// and the machine says when that is done.

import LeaseCore
import Testing

@Suite struct ShutdownTests {
    @Test func `a free device stops at once`() {
        var driven = Driven()
        #expect(driven.handle(.shutdownRequested) == [])
        #expect(driven.machine.isStopped)
    }

    @Test func `a holder and its waiters are told, and the link is released`() {
        var driven = Driven.held(waiting: .bob, .carol)
        #expect(
            driven.handle(.shutdownRequested)
                == [
                    .gone(.bob, .gatewayShutdown), .gone(.carol, .gatewayShutdown),
                    .over(.alice, .gatewayShutdown), .releaseLink,
                ]
        )
        #expect(!driven.machine.isStopped)
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.isStopped)
    }

    @Test func `a next holder is told too`() {
        var driven = Driven.releasing(waiting: .bob)
        #expect(driven.handle(.shutdownRequested) == [.gone(.bob, .gatewayShutdown)])
        driven.handle(.linkReleased)
        #expect(driven.machine.isStopped)
    }

    @Test func `a connect under way is let end, and an open link is released`() {
        var driven = Driven.connecting()
        #expect(
            driven.handle(.shutdownRequested) == [.over(.alice, .gatewayShutdown, .connecting)]
        )
        #expect(driven.handle(.linkOpened) == [.releaseLink])
        driven.handle(.linkReleased)
        #expect(driven.machine.isStopped)
    }

    @Test func `a connect that fails ends it`() {
        var driven = Driven.orphaned()
        driven.handle(.shutdownRequested)
        #expect(!driven.machine.isStopped)
        driven.handle(.linkFailed(.refused))
        #expect(driven.machine.isStopped)
    }

    @Test func `nothing is tried again`() {
        var driven = Driven.connecting()
        driven.handle(.linkFailed(.refused))
        driven.handle(.shutdownRequested)
        #expect(driven.machine.isStopped)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test func `a device that is down stops between two tries`() {
        var driven = Driven.down(waiting: .bob)
        #expect(
            driven.handle(.shutdownRequested) == [
                .gone(.bob, .gatewayShutdown, waited: .seconds(45))
            ]
        )
        #expect(driven.machine.isStopped)
    }

    @Test func `whoever arrives now is turned away`() {
        var driven = Driven.held()
        driven.handle(.shutdownRequested)
        #expect(driven.handle(.sessionArrived(.bob)) == [.refused(.bob, .gatewayShutdown)])
        driven.handle(.linkReleased)
        #expect(driven.handle(.sessionArrived(.carol)) == [.refused(.carol, .gatewayShutdown)])
    }

    @Test func `a second request changes nothing`() {
        var driven = Driven.held()
        driven.handle(.shutdownRequested)
        #expect(driven.handle(.shutdownRequested) == [])
        #expect(driven.machine.linkState == .closing)
    }
}
