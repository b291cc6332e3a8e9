// A device that cannot be reached: the pauses between two tries, the end of `device_ready`, and
// what goes on while the device is down.

import LeaseCore
import Testing

@Suite struct RetryTests {
    @Test func `a refused link is tried again after a pause that doubles up to a second`() {
        var driven = Driven.connecting()
        var pauses: [Duration?] = []
        for _ in 1...10 {
            driven.handle(.linkFailed(.refused))
            pauses.append(driven.untilDeadline)
            #expect(driven.passDeadline() == [.openLink])
        }
        #expect(
            pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000].map { .milliseconds($0) }
        )
    }

    @Test func `a pause is kept when the lease changes hands at the end of device_ready`() {
        var policy = LeasePolicy.tested
        policy.retryPauseMin = .seconds(1)
        var driven = Driven.connecting(waiting: .bob, under: policy)
        driven.handle(.linkFailed(.refused), after: policy.deviceReady - .milliseconds(500))
        driven.handle(.sessionEnded(.alice, .clientReset), after: .milliseconds(200))
        #expect(driven.untilDeadline == .milliseconds(800))
        #expect(driven.passDeadline() == [.openLink])
    }

    @Test func `no second connect is started while one is under way`() {
        var driven = Driven.connecting()
        #expect(driven.handle(.deadlinePassed, after: .seconds(44)) == [])
        #expect(driven.machine.linkState == .opening)
    }

    @Test func `device_ready ends the holder, and the device is down`() {
        var driven = Driven.connecting()
        driven.handle(.linkFailed(.refused), after: .milliseconds(44_999))
        #expect(
            driven.handle(.deadlinePassed, after: .milliseconds(1))
                == [
                    .over(.alice, .deviceRefused, .connecting, held: .seconds(45)), .announceDown,
                ]
        )
        #expect(driven.machine.deviceState == .down)
    }

    @Test func `a device that says nothing is unreachable, and its connect is not abandoned`() {
        var driven = Driven.connecting()
        #expect(driven.untilDeadline == .seconds(45))
        #expect(
            driven.passDeadline()
                == [
                    .over(.alice, .deviceUnreachable, .connecting, held: .seconds(45)),
                    .announceDown,
                ]
        )
        #expect(driven.machine.linkState == .opening)
        #expect(driven.machine.nextDeadline == nil)
    }

    @Test func `waiters stay when the device goes down, and it is tried again in a second`() {
        var driven = Driven.down(waiting: .bob, .carol)
        #expect(driven.machine.queue.map(\.session) == [.bob, .carol])
        #expect(driven.untilDeadline == .seconds(1))
        #expect(driven.passDeadline() == [.openLink])
        driven.handle(.linkFailed(.unreachable))
        #expect(driven.untilDeadline == .seconds(1))
    }

    @Test func `a device that is down is left alone while nobody waits`() {
        var driven = Driven.down()
        driven.handle(.deadlinePassed, after: .seconds(1))
        #expect(driven.machine.nextDeadline == nil)
        #expect(
            driven.handle(.sessionArrived(.bob), after: .seconds(60))
                == [.enqueue(.bob, Place(position: 1, length: 1)), .openLink]
        )
    }

    @Test func `whoever arrives within the second waits for it`() {
        var driven = Driven.down()
        let actions = driven.handle(.sessionArrived(.bob), after: .milliseconds(300))
        #expect(actions == [.enqueue(.bob, Place(position: 1, length: 1))])
        #expect(driven.untilDeadline == .milliseconds(700))
        #expect(driven.passDeadline() == [.openLink])
    }

    @Test func `a success is the first waiter's lease, on that link`() {
        var driven = Driven.down(waiting: .bob, .carol)
        driven.passDeadline()
        #expect(driven.handle(.linkOpened) == [.grant(.bob)])
        #expect(driven.machine.deviceState == .held)
    }

    @Test func `a success that nobody waits for is left politely`() {
        var driven = Driven.down(waiting: .bob)
        driven.passDeadline()
        driven.handle(.sessionEnded(.bob, .clientReset))
        #expect(driven.handle(.linkOpened) == [.releaseLink])
        #expect(driven.machine.deviceState == .releasing)
        #expect(driven.handle(.linkReleased) == [])
        #expect(driven.machine.deviceState == .free)
    }

    @Test func `the first waiter of a device that is down is let in where nobody may be in line`() {
        var driven = Driven.down(under: LeasePolicy(queueDepthMax: 0))
        #expect(
            driven.handle(.sessionArrived(.bob)).first
                == .enqueue(.bob, Place(position: 1, length: 1))
        )
        #expect(driven.handle(.sessionArrived(.carol)) == [.refused(.carol, .queueFull)])
    }

    @Test func `a new holder has the whole of device_ready`() {
        var driven = Driven.connecting(waiting: .bob)
        driven.handle(.sessionEnded(.alice, .clientReset), after: .seconds(40))
        #expect(driven.machine.deviceReadyBy == driven.now + .seconds(45))
    }
}
