// What somebody may have meant: how slips are counted, and how many of them are still near. The
// sentences with it are tested where they are said.

import Testing

@testable import GatewayConfiguration

@Suite struct NearSpellingTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "ab", 1), ("ab", "abc", 1), ("abc", "axc", 1),
        ("abc", "acb", 1), ("abcd", "badc", 2), ("", "abc", 3), ("kitten", "sitting", 3),
    ])
    func `slips are counted`(one: String, other: String, count: Int) {
        #expect(NearSpelling.distance(Array(one), Array(other)) == count)
        #expect(NearSpelling.distance(Array(other), Array(one)) == count)
    }

    @Test func `a third of the word may be wrong, and no more`() {
        #expect(NearSpelling.of("lnk", among: ["link"]) == "link")
        #expect(NearSpelling.of("lk", among: ["link"]) == nil)
        #expect(NearSpelling.of("quue_tmeout", among: ["queue_timeout"]) == "queue_timeout")
        #expect(NearSpelling.of("timeout", among: ["queue_timeout"]) == nil)
    }

    @Test func `the nearest wins, of equals the first`() {
        #expect(
            NearSpelling.of("on_acquires", among: ["on_acquire_x", "on_acquire"]) == "on_acquire"
        )
        #expect(NearSpelling.of("cat", among: ["bat", "hat"]) == "bat")
    }
}
