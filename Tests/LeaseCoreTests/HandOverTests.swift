// From one holder to the next: the turn in which a lease ends, the turn in which the link is gone,
// and the gates that stay shut until the grant is recorded and somebody is known to be there.

import LeaseCore
import Testing

@Suite struct HandOverTests {
    @Test(arguments: [
        EndReason.clientReset, .clientQuit, .clientKeepalive, .clientUnacked, .clientStalled,
        .idleTimeout, .holdLimit, .kicked, .deviceStalled, .internalError,
    ])
    func `whatever ends the holder ends its lease in that turn`(reason: EndReason) {
        var driven = Driven.held(waiting: .bob)
        #expect(
            driven.handle(.sessionEnded(.alice, reason), after: .seconds(3))
                == [.over(.alice, reason, held: .seconds(3)), .releaseLink]
        )
        #expect(driven.machine.holder == nil)
        #expect(driven.machine.next == .bob)
    }

    @Test func `a FIN ends the lease in that turn`() {
        var driven = Driven.held()
        #expect(
            driven.handle(.clientFinished(.alice, answerDue: false))
                == [.over(.alice, .clientClosed), .releaseLink]
        )
    }

    @Test func `the grant is the moment the link is gone`() {
        var driven = Driven.releasing(waiting: .bob)
        #expect(driven.handle(.linkReleased, after: .seconds(2)) == [.grant(.bob), .openLink])
    }

    @Test func `a device that nobody waits for is free, and left alone`() {
        var driven = Driven.releasing()
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.deviceState == .free)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test func `first come, first served`() {
        var driven = Driven.held(waiting: .bob, .carol, .dave)
        var served: [SessionID?] = [driven.machine.holder]
        for session in [SessionID.alice, .bob, .carol] {
            driven.handle(.sessionEnded(session, .clientReset))
            driven.handle(.linkReleased)
            driven.handle(.linkOpened)
            served.append(driven.machine.holder)
        }
        #expect(served == [.alice, .bob, .carol, .dave])
    }

    @Test func `when the next holder leaves, the first in line is next`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        #expect(
            driven.handle(.sessionEnded(.bob, .clientReset), after: .seconds(1))
                == [.gone(.bob, .clientReset, waited: .seconds(1))]
        )
        #expect(driven.handle(.linkReleased) == [.grant(.carol), .openLink])
    }

    @Test func `a waiter that leaves is forgotten, and no link is made for it`() {
        var driven = Driven.held(waiting: .bob)
        driven.handle(.clientFinished(.bob, answerDue: false))
        driven.handle(.sessionEnded(.alice, .clientReset))
        #expect(driven.handle(.linkReleased) == [])
    }

    @Test func `a holder that leaves before its link is open hands the connect on`() {
        var driven = Driven.connecting(waiting: .bob)
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [.over(.alice, .clientReset, .connecting), .grant(.bob)]
        )
        #expect(driven.machine.linkState == .opening)
    }

    @Test func `a connect that nobody wants any more is let end by itself`() {
        var driven = Driven.orphaned()
        #expect(driven.machine.nextDeadline == nil)
        #expect(driven.handle(.linkOpened) == [.releaseLink])
        #expect(driven.machine.linkState == .closing)
    }

    @Test func `an orphaned connect that fails leaves the device free`() {
        var driven = Driven.orphaned()
        #expect(driven.handle(.linkFailed(.refused)) == [])
        #expect(driven.machine.deviceState == .free)
    }

    @Test func `a holder that leaves between two tries leaves the device free`() {
        var driven = Driven.connecting()
        driven.handle(.linkFailed(.refused))
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [.over(.alice, .clientReset, .connecting)]
        )
        #expect(driven.machine.deviceState == .free)
    }

    @Test func `a session that the gateway ends right after its grant is no trouble`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        #expect(
            driven.handle(.sessionEnded(.bob, .internalError))
                == [.over(.bob, .internalError, .connecting), .grant(.carol)]
        )
    }

    @Test(arguments: [EndReason.deviceClosed, .deviceReset, .deviceLost])
    func `a lost link ends its holder, and the next one gets a link of its own`(
        reason: EndReason
    ) {
        var driven = Driven.held(waiting: .bob)
        #expect(
            driven.handle(.linkLost(reason)) == [.over(.alice, reason), .grant(.bob), .openLink]
        )
    }

    @Test func `waited and held are the whole stay`() {
        var driven = Driven.held(waiting: .bob)
        driven.handle(.sessionEnded(.alice, .clientReset), after: .seconds(5))
        driven.handle(.linkReleased, after: .seconds(1))
        driven.handle(.linkOpened, after: .seconds(2))
        #expect(
            driven.handle(.sessionEnded(.bob, .clientReset), after: .seconds(4)).first
                == .over(.bob, .clientReset, waited: .seconds(6), held: .seconds(6))
        )
    }

    @Test func `no byte passes before the grant is recorded`() {
        var driven = Driven.connecting()
        #expect(driven.handle(.linkOpened) == [])
        #expect(
            driven.handle(.grantRecorded(.alice)) == [.startOutput(.alice), .startInput(.alice)]
        )
    }

    @Test func `no byte passes before the link is open`() {
        var driven = Driven.connecting()
        #expect(driven.handle(.grantRecorded(.alice)) == [])
        #expect(driven.handle(.linkOpened) == [.startOutput(.alice), .startInput(.alice)])
    }

    @Test func `an heir sees the device, and is heard once it has answered`() {
        var driven = Driven.releasing(waiting: .bob)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        #expect(driven.handle(.grantRecorded(.bob)) == [.startOutput(.bob)])
        #expect(driven.handle(.heirAnswered(.bob)) == [.startInput(.bob)])
    }

    @Test func `an heir that answers first is heard once its grant is recorded`() {
        var driven = Driven.releasing(waiting: .bob)
        driven.handle(.linkReleased)
        driven.handle(.heirAnswered(.bob))
        driven.handle(.linkOpened)
        #expect(driven.handle(.grantRecorded(.bob)) == [.startOutput(.bob), .startInput(.bob)])
    }
}
