// A link that is kept from one lease to the next: the line is cleared in between, and whatever
// becomes of the link, the lease goes on. Links of one lease each are in `HandOverTests`.

import LeaseCore
import Testing

@Suite struct PersistentLinkTests {
    @Test func `a holder's end has the line cleared, and the next one chosen, in that turn`() {
        var driven = Driven.held(waiting: .bob, under: .persistent)
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [.over(.alice, .clientReset), .clearLine]
        )
        #expect(driven.machine.holder == nil)
        #expect(driven.machine.next == .bob)
    }

    @Test func `the grant is the moment the line is clean, on that link`() {
        var driven = Driven.releasing(waiting: .bob, under: .persistent)
        #expect(driven.handle(.lineCleared, after: .milliseconds(200)) == [.grant(.bob)])
        #expect(driven.machine.deviceState == .held)
        #expect(driven.handle(.grantRecorded(.bob)) == [.startOutput(.bob)])
        #expect(driven.handle(.heirAnswered(.bob)) == [.startInput(.bob)])
    }

    @Test func `a link that had to be closed for its line is opened again`() {
        var driven = Driven.releasing(waiting: .bob, under: .persistent)
        #expect(driven.handle(.linkReleased) == [.grant(.bob), .openLink])
    }

    @Test func `a link that had to be closed is left closed while nobody waits`() {
        var driven = Driven.releasing(under: .persistent)
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.linkState == .closed)
    }

    @Test func `whoever arrives while the line is cleared is next`() {
        var driven = Driven.releasing(under: .persistent)
        #expect(driven.handle(.sessionArrived(.bob)) == [.expect(.bob)])
        #expect(driven.handle(.lineCleared) == [.grant(.bob)])
    }

    @Test func `a next holder that has closed its side gets its lease on a kept link`() {
        var driven = Driven.releasing(under: .persistent)
        driven.handle(.sessionArrived(.bob))
        driven.handle(.clientFinished(.bob, answerDue: true))
        #expect(driven.handle(.lineCleared) == [.grant(.bob)])
        #expect(driven.handle(.answerOver(.bob)) == [.over(.bob, .clientClosed), .clearLine])
    }

    @Test func `whoever arrives at a kept link has it at once`() {
        var driven = Driven.ready()
        #expect(driven.handle(.sessionArrived(.bob)) == [.grant(.bob)])
        #expect(
            driven.handle(.grantRecorded(.bob)) == [.startOutput(.bob), .startInput(.bob)]
        )
    }

    @Test func `a passed-over heir that answers has a kept link at once`() {
        var driven = Driven.releasing(waiting: .bob, .carol, under: .persistent)
        driven.handle(.lineCleared)
        driven.handle(.deadlinePassed, after: .seconds(1))
        driven.handle(.sessionEnded(.carol, .clientReset))
        #expect(driven.handle(.lineCleared) == [])
        #expect(driven.machine.deviceState == .free)
        #expect(driven.handle(.heirAnswered(.bob)) == [.grant(.bob)])
    }

    @Test func `a kept link is passed on when its heir does not answer`() {
        var driven = Driven.releasing(waiting: .bob, .carol, under: .persistent)
        driven.handle(.lineCleared)
        #expect(driven.passDeadline() == [.passOver(.bob), .grant(.carol)])
        #expect(driven.machine.linkState == .open)
    }

    @Test func `a kept link is released when the device is somewhere else`() {
        var driven = Driven.ready()
        #expect(driven.handle(.deviceMoved) == [.releaseLink])
        #expect(driven.machine.deviceState == .releasing)
        #expect(driven.handle(.sessionArrived(.bob)) == [.expect(.bob)])
        #expect(driven.handle(.linkReleased) == [.grant(.bob), .openLink])
    }

    @Test func `a holder keeps its link when the device is somewhere else`() {
        var driven = Driven.held(waiting: .bob, under: .persistent)
        #expect(driven.handle(.deviceMoved) == [])
        #expect(driven.machine.holder == .alice)
    }

    @Test func `a kept link that is lost is opened again for whoever arrives`() {
        var driven = Driven.ready()
        #expect(driven.handle(.linkLost(.deviceClosed)) == [])
        #expect(driven.machine.linkState == .closed)
        #expect(driven.handle(.sessionArrived(.bob)) == [.grant(.bob), .openLink])
    }

    @Test func `a holder's link that is lost ends it, and the next one gets another`() {
        var driven = Driven.held(waiting: .bob, under: .persistent)
        #expect(
            driven.handle(.linkLost(.deviceReset))
                == [.over(.alice, .deviceReset), .grant(.bob), .openLink]
        )
    }

    @Test func `a connect that nobody wants any more is kept when it succeeds`() {
        var driven = Driven.orphaned(under: .persistent)
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.machine.deviceState == .free)
        #expect(driven.machine.linkState == .open)
    }

    @Test func `a device that comes back after its last waiter has left keeps its link`() {
        var driven = Driven.down(waiting: .bob, under: .persistent)
        driven.passDeadline()
        driven.handle(.sessionEnded(.bob, .clientReset))
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.handle(.sessionArrived(.carol)) == [.grant(.carol)])
    }

    @Test func `a kept link is released at a shutdown`() {
        var driven = Driven.ready()
        #expect(driven.handle(.shutdownRequested) == [.releaseLink])
        #expect(!driven.machine.isStopped)
        driven.handle(.linkReleased)
        #expect(driven.machine.isStopped)
    }

    @Test func `a shutdown does not wait for a clean line`() {
        var driven = Driven.releasing(waiting: .bob, under: .persistent)
        #expect(
            driven.handle(.shutdownRequested) == [.gone(.bob, .gatewayShutdown), .releaseLink]
        )
        #expect(driven.machine.linkState == .closing)
    }

    @Test func `a holder's kept link is released at a shutdown`() {
        var driven = Driven.held(under: .persistent)
        #expect(
            driven.handle(.shutdownRequested) == [.over(.alice, .gatewayShutdown), .releaseLink]
        )
    }

    @Test func `a kept link asks for no deadline`() {
        #expect(Driven.ready().machine.nextDeadline == nil)
    }
}
