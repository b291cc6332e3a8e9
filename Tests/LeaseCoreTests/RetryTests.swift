// A device that cannot be reached: the pauses between two tries, the end of `device_ready`, and
// what goes on while the device is down.

import LeaseCore
import Testing

@Suite struct RetryTests {
    @Test func `a pause is a fifth of the time since the first try, from 1 ms to a second`() {
        var policy = LeasePolicy.tested
        policy.trialSilenceMax = policy.deviceReady
        var driven = Driven.connecting(under: policy)
        let begun = driven.now
        for _ in 1...60 {
            driven.handle(.linkFailed(.refused))
            let share = (driven.now - begun) / 5
            let pause = min(max(share, .milliseconds(1)), .seconds(1))
            #expect(driven.untilDeadline?.wholeNanoseconds == pause.wholeNanoseconds)
            #expect(driven.passDeadline() == [.openLink])
        }
        #expect(driven.now - begun > .seconds(20))
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

    @Test func `a holder without a link is told after a second, and then every five`() {
        var driven = Driven.connecting()
        var told: [Duration] = []
        while driven.machine.holder == .alice, told.count < 20 {
            let actions = driven.passDeadline()
            let left = Duration.seconds(45) - (driven.now - Instant(nanoseconds: 0))
            if actions == [.tellTrial(.alice, .unreachable, left: left)] { told.append(left) }
        }
        #expect(told == [44, 40, 35, 30, 25, 20, 15, 10, 5].map { .seconds($0) })
    }

    @Test func `a holder is told what its last try came to`() {
        var driven = Driven.connecting()
        driven.handle(.linkFailed(.refused), after: .milliseconds(900))
        driven.handle(.deadlinePassed, after: .milliseconds(5))
        #expect(
            driven.handle(.deadlinePassed, after: .milliseconds(95))
                == [.tellTrial(.alice, .refused, left: .seconds(44))]
        )
    }

    @Test func `a holder that hears late of its link is not told what it missed`() {
        var driven = Driven.connecting()
        let actions = driven.handle(.deadlinePassed, after: .seconds(12))
        #expect(actions == [.tellTrial(.alice, .unreachable, left: .seconds(33))])
        #expect(driven.untilDeadline == .seconds(3))
    }

    @Test func `a holder whose link has opened is told nothing more about it`() {
        var driven = Driven.connecting()
        driven.handle(.linkOpened, after: .milliseconds(999))
        #expect(driven.untilDeadline == nil)
        #expect(driven.handle(.deadlinePassed, after: .seconds(1)) == [])
    }

    @Test func `a new holder is told from its own grant on`() {
        var driven = Driven.connecting(waiting: .bob)
        driven.handle(.deadlinePassed, after: .seconds(3))
        driven.handle(.sessionEnded(.alice, .clientReset))
        driven.handle(.heirAnswered(.bob))
        #expect(driven.untilDeadline == .seconds(1))
        #expect(
            driven.passDeadline() == [.tellTrial(.bob, .unreachable, left: .seconds(44))]
        )
    }

    @Test func `an heir that is passed over is told nothing about its link`() {
        var driven = Driven.releasing(waiting: .bob, .carol)
        driven.handle(.linkReleased)
        #expect(
            driven.handle(.deadlinePassed, after: .seconds(1)) == [.passOver(.bob), .grant(.carol)]
        )
    }

    @Test func `no second connect is started while one is under way`() {
        var driven = Driven.connecting()
        let actions = driven.handle(.deadlinePassed, after: .seconds(44))
        #expect(actions == [.tellTrial(.alice, .unreachable, left: .seconds(1))])
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
        #expect(
            driven.handle(.deadlinePassed, after: .seconds(45))
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
