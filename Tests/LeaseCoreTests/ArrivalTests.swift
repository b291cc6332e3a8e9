// Who is let in: at a free device, behind a holder, while a link goes, and not at all. What becomes
// of those who wait is in `HandOverTests` and `LineTests`.

import LeaseCore
import Testing

@Suite struct ArrivalTests {
    @Test func `an arrival at a free device has the lease at once, and the link is opened`() {
        var driven = Driven()
        #expect(driven.handle(.sessionArrived(.alice)) == [.grant(.alice), .openLink])
        #expect(driven.machine.deviceState == .connecting)
    }

    @Test func `whoever comes behind a holder is in line, with a place`() {
        var driven = Driven.held()
        let actions = [SessionID.bob, .carol].map { driven.handle(.sessionArrived($0)) }
        #expect(
            actions == [
                [.enqueue(.bob, Place(position: 1, length: 1))],
                [.enqueue(.carol, Place(position: 2, length: 2))],
            ]
        )
    }

    @Test func `whoever comes while the first link is being opened is in line`() {
        var driven = Driven.connecting()
        #expect(
            driven.handle(.sessionArrived(.bob))
                == [.enqueue(.bob, Place(position: 1, length: 1))]
        )
    }

    @Test func `the first to come while a link goes is next, and not in line`() {
        var driven = Driven.releasing()
        #expect(driven.handle(.sessionArrived(.bob)) == [.expect(.bob)])
        #expect(
            driven.handle(.sessionArrived(.carol))
                == [.enqueue(.carol, Place(position: 1, length: 1))]
        )
    }

    @Test func `whoever comes to an orphaned connect has the lease and that connect`() {
        var driven = Driven.orphaned()
        #expect(driven.handle(.sessionArrived(.bob), after: .seconds(10)) == [.grant(.bob)])
        #expect(driven.machine.deviceReadyBy == driven.now + .seconds(45))
        #expect(driven.handle(.linkOpened) == [])
        #expect(driven.machine.deviceState == .held)
    }

    @Test func `one more than queue_max is refused`() {
        var driven = Driven.held(waiting: .bob, under: LeasePolicy(queueDepthMax: 1))
        #expect(driven.handle(.sessionArrived(.carol)) == [.refused(.carol, .queueFull)])
    }

    @Test func `where nobody may be in line, a second client is refused`() {
        var driven = Driven.held(under: LeasePolicy(queueDepthMax: 0))
        #expect(driven.handle(.sessionArrived(.bob)) == [.refused(.bob, .queueFull)])
    }

    @Test func `queue_max does not count the next holder`() {
        var driven = Driven.releasing(under: LeasePolicy(queueDepthMax: 0))
        #expect(driven.handle(.sessionArrived(.bob)) == [.expect(.bob)])
        #expect(driven.handle(.sessionArrived(.carol)) == [.refused(.carol, .queueFull)])
    }

    @Test func `the line has room again as soon as its first is next`() {
        var driven = Driven.releasing(waiting: .bob, under: LeasePolicy(queueDepthMax: 1))
        #expect(
            driven.handle(.sessionArrived(.carol))
                == [.enqueue(.carol, Place(position: 1, length: 1))]
        )
    }

    @Test func `nobody new is let in while the history is full`() {
        var driven = Driven()
        driven.handle(.admissionSuspended)
        #expect(!driven.machine.isAdmitting)
        #expect(driven.handle(.sessionArrived(.alice)) == [.refused(.alice, .resourceExhausted)])
        driven.handle(.admissionResumed)
        #expect(driven.handle(.sessionArrived(.bob)) == [.grant(.bob), .openLink])
    }

    @Test func `a full history leaves those who are there alone`() {
        var driven = Driven.held(waiting: .bob)
        #expect(driven.handle(.admissionSuspended) == [])
        driven.handle(.sessionEnded(.alice, .clientReset))
        #expect(driven.handle(.linkReleased) == [.grant(.bob), .openLink])
    }
}
