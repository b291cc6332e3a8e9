// What a machine makes of somebody who comes over from the line of another device of a pool, and
// what it says beforehand it would make of it.

import LeaseCore
import Testing

@Suite struct MovingTests {
    private func visitor(_ session: SessionID, arrivedAt seconds: Int64 = 0) -> Visitor {
        Visitor(session: session, arrivedAt: Instant(nanoseconds: seconds * 1_000_000_000))
    }

    private func wouldServe(
        _ visitor: Visitor,
        when event: LeaseEvent?,
        in driven: Driven
    ) -> Bool {
        driven.machine.wouldServe(visitor, when: event, at: driven.now)
    }

    @Test func `a visitor is served where its ticket is the first`() {
        var driven = Driven.held()
        driven.handle(.sessionArrived(.bob), after: .seconds(10))
        let leaves = LeaseEvent.sessionEnded(.alice, .clientReset)
        #expect(wouldServe(visitor(.carol, arrivedAt: 5), when: leaves, in: driven))
        let late = visitor(.dave, arrivedAt: 10)
        #expect(!wouldServe(late, when: leaves, in: driven))
        driven.handle(.sessionMoved(visitor(.carol, arrivedAt: 5), before: leaves))
        #expect(driven.machine.chosen == .carol)
        #expect(driven.machine.queue.map(\.session) == [.carol, .bob])
    }

    @Test func `nobody is told of a place that it does not keep`() {
        let policy = LeasePolicy(queueDepthMax: 9, tellsPlaces: true).patient
        var driven = Driven.held(under: policy)
        driven.handle(.sessionArrived(.bob), after: .seconds(10))
        let leaves = LeaseEvent.sessionEnded(.alice, .clientReset)
        let actions = driven.handle(.sessionMoved(visitor(.carol), before: leaves))
        #expect(actions == [.over(.alice, .clientReset, held: .seconds(10)), .releaseLink])
    }

    @Test func `who stays in line is told its place`() {
        let policy = LeasePolicy(queueDepthMax: 9, tellsPlaces: true).patient
        var driven = Driven.held(under: policy)
        driven.handle(.sessionArrived(.bob), after: .seconds(10))
        let actions = driven.handle(.sessionMoved(visitor(.carol), before: nil))
        #expect(
            actions == [
                .tell(.carol, Place(position: 1, length: 2)),
                .tell(.bob, Place(position: 2, length: 2)),
            ]
        )
    }

    @Test func `an open device is a visitor's at once`() {
        var driven = Driven()
        #expect(driven.machine.isOpenToVisitors)
        #expect(wouldServe(visitor(.bob), when: nil, in: driven))
        let actions = driven.handle(.sessionMoved(visitor(.bob), before: nil), after: .seconds(1))
        #expect(actions == [.grant(.bob), .openLink])
        #expect(!driven.machine.isOpenToVisitors)
    }

    @Test func `a half-closed holder makes room for a visitor`() {
        var driven = Driven.held()
        let finished = LeaseEvent.clientFinished(.alice, answerDue: true)
        #expect(wouldServe(visitor(.bob), when: finished, in: driven))
        driven.handle(finished)
        #expect(driven.machine.isOpenToVisitors)
        #expect(wouldServe(visitor(.bob), when: nil, in: driven))
    }

    @Test func `an heir that does not answer is passed over for a visitor, in time`() {
        var driven = Driven.releasing(waiting: .bob)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        driven.handle(.grantRecorded(.bob))
        let untilWanted = driven.untilDeadline
        driven.handle(.wantedElsewhere(true))
        #expect(driven.untilDeadline == .seconds(1))
        #expect(untilWanted.map { $0 > .seconds(1) } ?? true)
        driven.handle(.grantRecorded(.bob), after: .seconds(1))
        #expect(wouldServe(visitor(.carol), when: .deadlinePassed, in: driven))
    }

    @Test func `a device that is down is tried for somebody elsewhere`() {
        var driven = Driven.down()
        driven.handle(.deadlinePassed, after: .seconds(1))
        #expect(driven.handle(.wantedElsewhere(true)) == [.openLink])
        #expect(wouldServe(visitor(.bob), when: .linkOpened, in: driven))
        let actions = driven.handle(.sessionMoved(visitor(.bob), before: .linkOpened))
        #expect(actions == [.grant(.bob)])
    }

    @Test func `nobody comes over to a device out of service, or for no time at all`() {
        var driven = Driven()
        let waitsForLong = visitor(.bob)
        driven.handle(.drainRequested, after: .seconds(3600))
        #expect(!wouldServe(visitor(.carol, arrivedAt: 3600), when: nil, in: driven))
        #expect(!driven.machine.isOpenToVisitors)
        driven.handle(.resumeRequested)
        #expect(!wouldServe(waitsForLong, when: nil, in: driven))
        #expect(
            driven.machine.reception(of: waitsForLong, at: driven.now) == .refused(.queueTimeout)
        )
    }

    @Test func `who leaves for another device has not ended`() {
        var driven = Driven.held(waiting: .bob, .carol)
        #expect(driven.handle(.sessionWithdrawn(.bob)) == [])
        #expect(driven.machine.queue.map(\.session) == [.carol])
        driven.handle(.sessionEnded(.alice, .clientReset))
        #expect(driven.machine.chosen == .carol)
        driven.handle(.sessionWithdrawn(.carol))
        #expect(driven.machine.chosen == nil)
    }

    @Test func `a machine says what it would make of an arrival, and is not changed by it`() {
        let free = Driven()
        let before = free.machine
        #expect(free.machine.reception(of: .bob, .anybody, at: free.now) == .granted)
        #expect(free.machine == before)
        let releasing = Driven.releasing()
        #expect(releasing.machine.reception(of: .bob, .anybody, at: releasing.now) == .next)
        let held = Driven.held(waiting: .bob)
        #expect(
            held.machine.reception(of: .carol, .anybody, at: held.now)
                == .inLine(Place(position: 2, length: 2), isDown: false)
        )
        let full = Driven.held(under: LeasePolicy(queueDepthMax: 0))
        #expect(full.machine.reception(of: .bob, .anybody, at: full.now) == .refused(.queueFull))
        let down = Driven.down()
        #expect(
            down.machine.reception(of: .bob, .anybody, at: down.now)
                == .inLine(Place(position: 1, length: 1), isDown: true)
        )
    }
}
