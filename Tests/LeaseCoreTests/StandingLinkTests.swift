// A link that stands: it is there from the start on and comes back by itself, for nobody too, and
// is given back while the device is out of service. In all else it is a kept one, as in
// `PersistentLinkTests`.

import LeaseCore
import Testing

@Suite struct StandingLinkTests {
    @Test func `it is opened at the start, for nobody`() {
        var driven = Driven(.standing)
        #expect(driven.handle(.resumeRequested) == [.openLink])
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.machine.deviceState == .free)
        #expect(driven.machine.linkState == .open)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test(arguments: [LeasePolicy.tested, .persistent])
    func `no other link is opened for nobody`(policy: LeasePolicy) {
        var driven = Driven(policy)
        #expect(driven.handle(.resumeRequested) == [])
        #expect(driven.machine.linkState == .closed)
    }

    @Test func `whoever arrives has it at once`() {
        var driven = Driven.standing()
        #expect(driven.handle(.sessionArrived(.alice)) == [.grant(.alice)])
        #expect(
            driven.handle(.grantRecorded(.alice)) == [.startOutput(.alice), .startInput(.alice)]
        )
    }

    @Test func `whoever arrives while it is opened has the lease, and that link`() {
        var driven = Driven(.standing)
        driven.handle(.resumeRequested)
        #expect(driven.handle(.sessionArrived(.alice)) == [.grant(.alice)])
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.machine.deviceState == .held)
    }

    @Test func `it is kept between leases, with a clean line`() {
        var driven = Driven.standing()
        driven.handle(.sessionArrived(.alice))
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [.over(.alice, .clientReset), .clearLine]
        )
        #expect(driven.handle(.lineCleared) == [])
        #expect(driven.machine.linkState == .open)
    }

    @Test func `it is opened again at once when it had to be closed for its line`() {
        var driven = Driven.standing()
        driven.handle(.sessionArrived(.alice))
        driven.handle(.sessionEnded(.alice, .clientReset))
        #expect(driven.handle(.linkReleased) == [.openLink])
    }

    @Test func `one that does not open leaves the device down, and is tried once a second`() {
        var driven = Driven(.standing)
        driven.handle(.resumeRequested)
        #expect(driven.handle(.linkFailed(.unreachable)) == [])
        #expect(driven.machine.deviceState == .down)
        for _ in 1...3 {
            #expect(driven.untilDeadline == .seconds(1))
            #expect(driven.passDeadline() == [.openLink])
            #expect(driven.handle(.linkFailed(.unreachable)) == [])
        }
        driven.passDeadline()
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.machine.deviceState == .free)
    }

    @Test func `whoever waits for a device that is down has it when it is back`() {
        var driven = Driven(.standing)
        driven.handle(.resumeRequested)
        driven.handle(.linkFailed(.refused))
        let place = Place(position: 1, length: 1)
        #expect(driven.handle(.sessionArrived(.alice)) == [.enqueue(.alice, place)])
        #expect(driven.passDeadline() == [.openLink])
        #expect(driven.handle(.linkOpened) == [.grant(.alice)])
    }

    @Test func `one that is lost is tried again after a second, for nobody`() {
        var driven = Driven.standing()
        #expect(driven.handle(.linkLost(.deviceLost)) == [])
        #expect(driven.machine.deviceState == .down)
        #expect(driven.untilDeadline == .seconds(1))
        #expect(driven.passDeadline() == [.openLink])
    }

    @Test func `one that is lost under its holder is tried again, for nobody`() {
        var driven = Driven.standing()
        driven.handle(.sessionArrived(.alice))
        #expect(
            driven.handle(.linkLost(.deviceLost)) == [.over(.alice, .deviceLost)]
        )
        #expect(driven.machine.deviceState == .down)
        #expect(driven.passDeadline() == [.openLink])
    }

    @Test func `one that is lost under its holder is opened for the next at once`() {
        var driven = Driven.standing()
        driven.handle(.sessionArrived(.alice))
        driven.handle(.sessionArrived(.bob))
        #expect(
            driven.handle(.linkLost(.deviceLost))
                == [.over(.alice, .deviceLost), .grant(.bob), .openLink]
        )
    }

    @Test func `the tries go on when whoever waited for them has left`() {
        var driven = Driven(.standing)
        driven.handle(.sessionArrived(.alice))
        driven.handle(.linkFailed(.refused))
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [.over(.alice, .clientReset, .connecting)]
        )
        #expect(driven.machine.deviceState == .down)
        #expect(driven.passDeadline() == [.openLink])
    }

    @Test func `it is given back while the device is out of service, and comes back with it`() {
        var driven = Driven.standing()
        #expect(driven.handle(.drainRequested) == [.releaseLink])
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.deviceState == .drained)
        #expect(driven.machine.linkState == .closed)
        #expect(driven.handle(.resumeRequested) == [.openLink])
    }

    @Test func `a device that is down is not tried while it is out of service`() {
        var driven = Driven.standing()
        driven.handle(.linkLost(.deviceLost))
        driven.handle(.drainRequested)
        #expect(driven.passDeadline() == [])
        #expect(driven.machine.nextDeadline == nil)
        #expect(driven.handle(.resumeRequested) == [.openLink])
    }

    @Test func `one that opens when the device is out of service is given back`() {
        var driven = Driven(.standing)
        driven.handle(.resumeRequested)
        driven.handle(.drainRequested)
        #expect(driven.handle(.linkOpened) == [.releaseLink])
    }

    @Test func `it is released at a shutdown, and not opened again`() {
        var driven = Driven.standing()
        #expect(driven.handle(.shutdownRequested) == [.releaseLink])
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.isStopped)
    }

    @Test func `a shutdown ends the tries`() {
        var driven = Driven.standing()
        driven.handle(.linkLost(.deviceLost))
        driven.handle(.shutdownRequested)
        #expect(driven.machine.isStopped)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test func `one that leads where the device is no more is opened anew once it is gone`() {
        var driven = Driven.standing()
        #expect(driven.handle(.deviceMoved) == [.releaseLink])
        #expect(driven.handle(.linkReleased) == [.openLink])
    }

    @Test func `new rules that want one have it opened`() {
        var driven = Driven(.tested)
        #expect(driven.handle(.policyChanged(.standing)) == [.openLink])
    }
}
