// A device behind a serial port: the far end of a cable. One opening serves all holders, so a visit
// begins when the test says that the next one is on. That no other program is on the port together
// with the gateway is tested under Serial.

import Foundation
import GatewayTestSupport
import Synchronization

/// A board at the end of a serial cable.
final class PlayedPort: PlayedDevice {
    private struct Ear {
        var visits: [[UInt8]] = []
        var isOpen = true
    }

    /// What a pseudoterminal has taken and hands on belatedly has come within this.
    private static let lateMax = Duration.milliseconds(50)

    private let cable: SerialCable
    private let ear = Mutex(Ear())

    init(_ cable: SerialCable) {
        self.cable = cable
    }

    func configured(listen: [String], keys: [String]) -> GatewayHome.Device {
        GatewayHome.Device(connect: cable.url(), listen: listen, keys: keys)
    }

    var visits: [String] {
        ear.withLock { ear in
            if ear.isOpen { _ = takeIn(&ear) }
            return ear.visits.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    func waitForVisit(_ number: Int) throws {
        try cable.waitUntilOpen()
        var last = ContinuousClock.now
        try eventually("nothing of the last visit is on its way to the board") {
            if ear.withLock({ takeIn(&$0) }) { last = .now }
            return ContinuousClock.now - last > Self.lateMax
        }
        ear.withLock { ear in
            while ear.visits.count < number { ear.visits.append([]) }
        }
    }

    /// One line has room for one: what shows two are bytes in a visit that are not its holder's.
    var sawOneAtATime: Bool { true }

    func say(_ text: String) throws { try cable.say(text) }

    func flood(count: Int) {
        let flood = [UInt8](repeating: UInt8(ascii: "x"), count: count)
        Thread.detachNewThread { [cable] in try? cable.say(flood) }
    }

    func stall() { ear.withLock { $0.isOpen = false } }

    func goOn() { ear.withLock { $0.isOpen = true } }

    func goAway() { cable.pull() }

    func comeBack() throws { try cable.plugIn() }

    /// Adds what has come to the present visit; false if nothing has.
    private func takeIn(_ ear: inout Ear) -> Bool {
        let bytes = cable.hearRest()
        guard !bytes.isEmpty else { return false }
        if ear.visits.isEmpty { ear.visits.append([]) }
        ear.visits[ear.visits.count - 1] += bytes
        return true
    }
}
