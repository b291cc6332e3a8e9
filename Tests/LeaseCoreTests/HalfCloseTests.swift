// Clients that close their side and still await an answer: how long they may stay, and who ends
// their stay.

import LeaseCore
import Testing

@Suite struct HalfCloseTests {
    @Test func `a holder that awaits an answer keeps the lease while nobody waits`() {
        var driven = Driven.held()
        #expect(driven.handle(.clientFinished(.alice, answerDue: true)) == [])
        #expect(
            driven.handle(.answerOver(.alice), after: .milliseconds(200))
                == [.over(.alice, .clientClosed, held: .milliseconds(200)), .releaseLink]
        )
    }

    @Test func `a holder that awaits an answer does not keep anybody waiting`() {
        var driven = Driven.held(waiting: .bob)
        #expect(
            driven.handle(.clientFinished(.alice, answerDue: true))
                == [.over(.alice, .clientClosed), .releaseLink]
        )
    }

    @Test func `whoever arrives ends the lingering, and is next`() {
        var driven = Driven.held()
        driven.handle(.clientFinished(.alice, answerDue: true))
        #expect(
            driven.handle(.sessionArrived(.bob))
                == [.over(.alice, .clientClosed), .releaseLink, .expect(.bob)]
        )
    }

    @Test func `whoever is turned away ends no lingering`() {
        var driven = Driven.held()
        driven.handle(.clientFinished(.alice, answerDue: true))
        driven.handle(.admissionSuspended)
        #expect(driven.handle(.sessionArrived(.bob)) == [.refused(.bob, .resourceExhausted)])
        #expect(driven.machine.holder == .alice)
    }

    @Test func `a half-closed client may await its link`() {
        var driven = Driven.connecting()
        driven.handle(.clientFinished(.alice, answerDue: true))
        driven.handle(.linkOpened)
        #expect(
            driven.handle(.grantRecorded(.alice)) == [.startOutput(.alice), .startInput(.alice)]
        )
    }

    @Test func `whoever arrives takes a half-closed client's connect over`() {
        var driven = Driven.connecting()
        driven.handle(.clientFinished(.alice, answerDue: true))
        #expect(
            driven.handle(.sessionArrived(.bob))
                == [.over(.alice, .clientClosed, .connecting), .grant(.bob)]
        )
    }

    @Test func `a next holder that has closed its side gets its lease and its answer`() {
        var driven = Driven.releasing()
        driven.handle(.sessionArrived(.bob))
        #expect(driven.handle(.clientFinished(.bob, answerDue: true)) == [])
        #expect(driven.handle(.linkReleased) == [.grant(.bob), .openLink])
        driven.handle(.linkOpened)
        driven.handle(.grantRecorded(.bob))
        #expect(driven.handle(.heirAnswered(.bob)) == [.startInput(.bob)])
        #expect(
            driven.handle(.answerOver(.bob)) == [.over(.bob, .clientClosed), .releaseLink]
        )
    }

    @Test func `a half-closed next holder yields to whoever arrives`() {
        var driven = Driven.releasing()
        driven.handle(.sessionArrived(.bob))
        driven.handle(.clientFinished(.bob, answerDue: true))
        #expect(
            driven.handle(.sessionArrived(.carol))
                == [.gone(.bob, .clientClosed), .expect(.carol)]
        )
    }

    @Test func `one in line that closes its side has left`() {
        var driven = Driven.held(waiting: .bob)
        #expect(
            driven.handle(.clientFinished(.bob, answerDue: true))
                == [.gone(.bob, .clientClosed)]
        )
    }

    @Test func `a half-closed holder may end in any other way`() {
        var driven = Driven.held()
        driven.handle(.clientFinished(.alice, answerDue: true))
        #expect(
            driven.handle(.linkLost(.deviceClosed)) == [.over(.alice, .deviceClosed)]
        )
        #expect(driven.machine.deviceState == .free)
    }
}
