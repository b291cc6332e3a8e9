// Whose session somebody may take over: the user's own, and not by merely saying that user's name.
// When the holder no longer answers is the machine's to be told.

import LeaseCore
import Testing

@Suite struct ClaimTests {
    private let proved = Claim(user: "alice")
    private let said = Claim(user: "alice", isProved: false)

    @Test func `a proved name is the same user as a proved and a said one`() {
        #expect(proved.isOwn(proved))
        #expect(proved.isOwn(said))
    }

    @Test func `a said name is the same user as a said one alone`() {
        #expect(said.isOwn(said))
        #expect(!said.isOwn(proved))
    }

    @Test func `nobody else is`() {
        #expect(!proved.isOwn(Claim(user: "bob")))
        #expect(!Claim.anybody.isOwn(.anybody))
        #expect(!proved.isOwn(.anybody))
    }

    @Test(arguments: [(false, false), (true, true)])
    func `a silent holder is taken over by its own user who has proved it`(
        isProved: Bool,
        isTakenOver: Bool
    ) {
        var driven = Driven(.tested)
        driven.handle(.sessionArrived(.alice, proved))
        driven.handle(.grantRecorded(.alice))
        driven.handle(.linkOpened)
        driven.handle(.holderFellSilent(.alice))
        driven.handle(.sessionArrived(.bob, isProved ? proved : said))
        #expect((driven.machine.holder == .alice) == !isTakenOver)
    }
}
