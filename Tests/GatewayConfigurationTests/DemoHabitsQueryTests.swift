// The habits of the demo board as the file writes them: what is read, what a wrong word is told,
// and that what is written is read again.

import Testing

@testable import GatewayConfiguration

@Suite struct DemoHabitsQueryTests {
    private func text(_ url: String) -> String {
        "devices: {a: {connect: \"\(url)\", listen: [\"raw://[::1]:0\"]}}"
    }

    @Test func `each habit can be switched`() throws {
        let query = "deaf=20ms&forgets_fin=off&half_close=on&while_taken=silent"
        var habits = DemoHabits()
        habits.deaf = .milliseconds(20)
        habits.forgetsFin = false
        habits.halfClose = true
        habits.whileTaken = .silent
        let connect = try #require(try settings(text("demo:?\(query)")).devices.first?.connect)
        #expect(connect == .demoBoard(habits))
        #expect(connect.description == "demo:?\(query)")
    }

    @Test func `what is not written is as always`() throws {
        var habits = DemoHabits()
        habits.whileTaken = .queue
        let connect = try #require(
            try settings(text("demo:?while_taken=queue&deaf=4ms")).devices.first?.connect
        )
        #expect(connect == .demoBoard(habits))
        #expect(connect.description == "demo:?while_taken=queue")
        #expect(DeviceEndpoint.demo.description == "demo:")
    }

    @Test(arguments: [
        ("daef=1s", "'daef' is no habit of the board; did you mean 'deaf'?"),
        (
            "colour=red",
            "'colour' is no habit of the board; the board has deaf, forgets_fin, half_close and "
                + "while_taken"
        ),
        (
            "while_taken=silnet",
            "'while_taken' must be refuse, silent or queue, not 'silnet'; did you mean 'silent'?"
        ),
        ("deaf=2d", "'deaf' must be a length of time from 0s to 1h, not '2d'"),
        ("forgets_fin", "'forgets_fin' must be on or off, not ''"),
        ("half_close=on&half_close=on", "'half_close' is given twice"),
    ])
    func `a wrong word is told the right one`(query: String, why: String) {
        let sentence = "'connect' must be tcp://HOST:PORT, serial:///PATH or demo:, not the text"
        #expect(
            faults(text("demo:?\(query)")) == ["1:24: \(sentence) \"demo:?\(query)\"; \(why)"]
        )
    }
}
