// Heirs that do not answer: when the lease goes on to the next, what becomes of the passed-over,
// and what late news about them may do.

import LeaseCore
import Testing

@Suite struct PassingOverTests {
    @Test func `an heir that is silent for a second is passed over on the same link`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        #expect(driven.untilDeadline == .seconds(1))
        #expect(driven.passDeadline() == [.passOver(.bob), .grant(.carol)])
        #expect(driven.machine.deviceState == .held)
        #expect(driven.machine.holder == .carol)
        #expect(driven.machine.queue.map(\.session) == [.bob])
    }

    @Test func `an heir is passed over while the device is being connected`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.deadlinePassed, after: .seconds(1))
        #expect(driven.machine.deviceState == .connecting)
        #expect(driven.machine.holder == .carol)
        #expect(driven.machine.deviceReadyBy == driven.now + .seconds(45))
    }

    @Test func `an heir that answers is not passed over`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        driven.handle(.heirAnswered(.bob), after: .milliseconds(999))
        #expect(driven.handle(.deadlinePassed, after: .seconds(60)) == [])
    }

    @Test func `an heir that answers at the last moment is not passed over`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        #expect(driven.handle(.heirAnswered(.bob), after: .seconds(1)) == [])
        #expect(driven.machine.holder == .bob)
    }

    @Test func `a silent heir keeps the lease while nobody else is there`() {
        var driven = Driven.releasing(waiting: .bob)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        #expect(driven.handle(.deadlinePassed, after: .seconds(60)) == [])
        #expect(driven.machine.nextDeadline == nil)
        #expect(driven.machine.holder == .bob)
    }

    @Test func `whoever arrives after a silent heir's second has the lease in that turn`() {
        var driven = Driven.releasing(waiting: .bob)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        let actions = driven.handle(.sessionArrived(.carol), after: .seconds(2))
        #expect(
            actions == [
                .enqueue(.carol, Place(position: 1, length: 1)), .passOver(.bob), .grant(.carol),
            ]
        )
    }

    @Test func `an arrival that never waited is alive by its handshake`() {
        var driven = Driven.connecting(waiting: .bob)
        driven.handle(.linkOpened)
        #expect(
            driven.handle(.grantRecorded(.alice)) == [.startOutput(.alice), .startInput(.alice)]
        )
        #expect(driven.handle(.deadlinePassed, after: .seconds(60)) == [])
        #expect(driven.machine.holder == .alice)
    }

    @Test func `a passed-over heir that answers is next again`() {
        var driven = Driven.passedOver()
        driven.handle(.sessionArrived(.dave))
        #expect(driven.machine.next == .dave)
        driven.handle(.heirAnswered(.bob))
        #expect(driven.machine.next == .bob)
        #expect(driven.machine.queue.map(\.session) == [.bob, .dave])
    }

    @Test func `two that were passed over keep the order in which they came`() {
        var driven = Driven.releasing(waiting: .bob, .carol, .dave)
        driven.handle(.linkReleased)
        driven.handle(.deadlinePassed, after: .seconds(1))
        #expect(driven.handle(.deadlinePassed, after: .seconds(1)).first == .passOver(.carol))
        #expect(driven.machine.queue.map(\.session) == [.bob, .carol])
    }

    @Test func `a passed-over heir whose time in line is over ends in that turn`() {
        var driven = Driven.held(
            waiting: .bob,
            under: LeasePolicy(queueDepthMax: 3, queueTimeout: .seconds(5))
        )
        driven.handle(.sessionArrived(.carol), after: .milliseconds(4500))
        driven.handle(.linkLost(.deviceClosed))
        #expect(
            driven.passDeadline()
                == [
                    .passOver(.bob), .grant(.carol),
                    .gone(.bob, .queueTimeout, waited: .milliseconds(5500)),
                ]
        )
    }

    @Test func `an answer at a device that nobody has is a grant`() {
        var driven = Driven.passedOver()
        driven.handle(.sessionEnded(.carol, .clientReset))
        driven.handle(.linkReleased)
        #expect(driven.machine.deviceState == .free)
        #expect(driven.handle(.heirAnswered(.bob)) == [.grant(.bob), .openLink])
    }

    @Test func `an answer while an orphaned connect is under way is a grant`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.deadlinePassed, after: .seconds(1))
        driven.handle(.sessionEnded(.carol, .clientReset))
        #expect(driven.machine.holder == nil)
        #expect(driven.handle(.heirAnswered(.bob)) == [.grant(.bob)])
        #expect(driven.machine.linkState == .opening)
    }

    @Test func `an answer at a device that is down has it tried`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        driven.handle(.deadlinePassed, after: .seconds(1))
        driven.handle(.linkFailed(.refused), after: .seconds(45))
        driven.handle(.deadlinePassed, after: .seconds(1))
        #expect(driven.machine.linkState == .closed)
        #expect(driven.handle(.heirAnswered(.bob)) == [.openLink])
    }

    @Test func `a half-closed holder yields to a passed-over heir that answers`() {
        var driven = Driven.passedOver()
        driven.handle(.heirAnswered(.carol))
        #expect(driven.handle(.clientFinished(.carol, answerDue: true)) == [])
        #expect(
            driven.handle(.heirAnswered(.bob))
                == [.over(.carol, .clientClosed, waited: .seconds(1)), .releaseLink]
        )
        #expect(driven.machine.next == .bob)
    }

    @Test func `the next holder stays next when a passed-over heir answers`() {
        var driven = Driven.passedOver()
        driven.handle(.sessionEnded(.carol, .clientReset))
        #expect(driven.handle(.sessionArrived(.dave)) == [.expect(.dave)])
        #expect(driven.handle(.heirAnswered(.bob)) == [])
        #expect(driven.handle(.linkReleased) == [.grant(.dave), .openLink])
        #expect(driven.machine.next == .bob)
    }

    @Test func `every grant waits for its own record`() {
        var driven = Driven.passedOver()
        driven.handle(.grantRecorded(.carol))
        driven.handle(.sessionEnded(.carol, .clientReset))
        driven.handle(.linkReleased)
        driven.handle(.heirAnswered(.bob))
        driven.handle(.linkOpened)
        #expect(driven.handle(.heirAnswered(.bob)) == [])
        #expect(driven.handle(.grantRecorded(.bob)) == [.startOutput(.bob), .startInput(.bob)])
    }

    @Test func `a device that is down lets one in past the silent`() {
        var driven = Driven.releasing(waiting: .bob, under: LeasePolicy(queueDepthMax: 1))
        driven.handle(.sessionArrived(.carol))
        driven.handle(.linkReleased)
        driven.handle(.deadlinePassed, after: .seconds(1))
        driven.handle(.linkFailed(.refused), after: .seconds(45))
        #expect(driven.machine.deviceState == .down)
        #expect(driven.machine.queue.map(\.session) == [.bob])
        #expect(
            driven.handle(.sessionArrived(.dave))
                == [.enqueue(.dave, Place(position: 2, length: 2))]
        )
    }

    @Test func `a passed-over heir that leaves has only waited`() {
        var driven = Driven.passedOver()
        #expect(
            driven.handle(.sessionEnded(.bob, .clientUnacked), after: .seconds(2))
                == [.gone(.bob, .clientUnacked, waited: .seconds(3))]
        )
    }
}
