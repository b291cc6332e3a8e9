// Which right word a wrong one was meant to be, and when it is better to list them all than to
// guess.

import GatewayAPI
import Testing

struct SpellingTests {
    @Test(arguments: [
        ("client_close", "client_closed"), ("clinet_closed", "client_closed"), ("kick", "kicked"),
        ("queue-full", "queue_full"), ("idle", nil), ("", nil), ("xyz", nil),
    ])
    func `the nearest word is found, and a far one is not`(text: String, nearest: String?) {
        let words = ["client_closed", "kicked", "queue_full"]
        #expect(Spelling.nearest(to: text, among: words) == nearest)
    }
}
