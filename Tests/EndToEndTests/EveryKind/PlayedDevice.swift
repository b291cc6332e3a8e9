// A device of any kind, as the suites of this folder see it: what was heard, visit by visit, and
// what it is made to do. It says and answers nothing by itself. A visit is a link of the gateway's;
// a serial port, whose one link outlives its holders, begins a new one when the test asks for it.

import GatewayTestSupport
import Testing

/// A device that is played for one test.
protocol PlayedDevice: Sendable {
    /// `board1` in the configuration.
    func configured(listen: [String], keys: [String]) -> GatewayHome.Device

    /// What has reached it, visit by visit.
    var visits: [String] { get }

    /// Waits until the visit of this number, from 1, has begun.
    func waitForVisit(_ number: Int) throws

    /// Whether never two were on it together.
    var sawOneAtATime: Bool { get }

    /// Says a text.
    func say(_ text: String) throws

    /// Says `count` times `x`, as fast as it is read, while the test goes on.
    func flood(count: Int) throws

    /// Takes nothing any more. Returns when it is so.
    func stall() throws

    /// Takes again what it is sent.
    func goOn()

    /// Ends its link, and is not there for another.
    func goAway() throws

    /// Is there again.
    func comeBack() throws
}

extension PlayedDevice {
    /// Waits until `text` has reached it in the present visit.
    func waitToHear(_ text: String) throws {
        try eventually("the device hears \(text.debugDescription) in \(visits)") {
            visits.last?.contains(text) ?? false
        }
    }

    /// Expects that the device is wholly `next`'s, who has just been granted it in its second
    /// visit: nothing of the one before is on the line in either direction.
    func expectAlone(_ next: LineClient) throws {
        try waitForVisit(2)
        try say("clean")
        #expect(try next.read(count: 5) == Array("clean".utf8))
        try next.send("mine")
        try waitToHear("mine")
        #expect(visits.count == 2)
        #expect(visits.last == "mine")
        #expect(sawOneAtATime)
    }
}
