// Being in line: for how long, and what is told about places. Who gets the lease out of it is in
// `HandOverTests`.

import LeaseCore
import Testing

@Suite struct LineTests {
    /// One place is told at once, the others every five seconds.
    private var telling: LeasePolicy {
        var policy = LeasePolicy(queueDepthMax: 9, tellsPlaces: true)
        policy.promptPlacesMax = 1
        return policy
    }

    @Test func `nobody is in line for longer than queue_timeout`() {
        var driven = Driven.held()
        driven.handle(.sessionArrived(.bob), after: .seconds(10))
        driven.handle(.sessionArrived(.carol), after: .seconds(5))
        #expect(driven.untilDeadline == .seconds(3595))
        #expect(
            driven.passDeadline() == [.gone(.bob, .queueTimeout, waited: .seconds(3600))]
        )
        #expect(driven.untilDeadline == .seconds(5))
    }

    @Test func `the next holder is not in line, and does not run out of time there`() {
        let policy = LeasePolicy(queueTimeout: .seconds(1))
        var driven = Driven.releasing(waiting: .bob, under: policy)
        #expect(driven.machine.nextDeadline == nil)
        #expect(driven.handle(.deadlinePassed, after: .seconds(2)) == [])
    }

    @Test func `nobody is told a new place unless that is wanted`() {
        var driven = Driven.held(waiting: .bob, .carol)
        #expect(driven.handle(.sessionEnded(.bob, .clientReset)) == [.gone(.bob, .clientReset)])
    }

    @Test func `the first in line is told a new place at once`() {
        var driven = Driven.held(waiting: .bob, .carol, under: telling)
        #expect(
            driven.handle(.sessionEnded(.bob, .clientReset))
                == [
                    .gone(.bob, .clientReset), .tell(.carol, Place(position: 1, length: 1)),
                ]
        )
    }

    @Test func `those behind are told new places in five seconds, once`() {
        var driven = Driven.held(waiting: .bob, .carol, .dave, under: telling)
        driven.handle(.sessionEnded(.carol, .clientReset))
        #expect(driven.untilDeadline == .seconds(5))
        #expect(driven.passDeadline() == [.tell(.dave, Place(position: 2, length: 2))])
        #expect(driven.untilDeadline ?? .zero > .seconds(5))
    }

    @Test func `a place that is owed to nobody any more needs no deadline`() {
        var driven = Driven.held(waiting: .bob, .carol, .dave, under: telling)
        driven.handle(.sessionEnded(.carol, .clientReset))
        driven.handle(.shutdownRequested)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test func `the line moves up when its first is next`() {
        var driven = Driven.held(waiting: .bob, .carol, under: telling)
        #expect(
            driven.handle(.sessionEnded(.alice, .clientReset))
                == [
                    .over(.alice, .clientReset), .releaseLink,
                    .tell(.carol, Place(position: 1, length: 1)),
                ]
        )
    }

    @Test func `a passed-over heir is told its place`() {
        var driven = Driven.releasing(waiting: .bob, .carol, under: telling)
        driven.handle(.linkReleased)
        #expect(
            driven.passDeadline()
                == [
                    .passOver(.bob), .grant(.carol), .tell(.bob, Place(position: 1, length: 1)),
                ]
        )
    }
}
