// A client on a host of its own. What it types is its own letter, so that the device's log tells
// whose bytes arrived. How it gets in touch is the contestant's affair; whoever is turned away or
// cut off comes again, as a script would.

import Foundation
import GatewayTestSupport

/// One of the clients, A, B or C.
final class Visitor {
    /// What it types.
    let letter: UInt8
    /// The connection that it has now, if any.
    private(set) var line: LineClient?
    /// When it read the device's first byte, this time round.
    private(set) var onSince: ContinuousClock.Instant?

    private let name: String
    private let host: NetworkNamespace
    private let contestant: any Contestant
    private let site: Site
    private var buffers = Buffers()
    private var process: ChildProcess?
    private var goneSince: ContinuousClock.Instant?

    /// How it leaves.
    enum Farewell {
        case fin
        case reset
        /// Its process gets SIGKILL; see ``handOver()``.
        case killed
        /// FIN, after which it reads on; see ``readOn()``.
        case halfClose
    }

    init(
        _ name: String,
        at host: NetworkNamespace,
        _ contestant: any Contestant,
        _ site: Site
    ) {
        self.name = name
        letter = Array(name.utf8)[0]
        self.host = host
        self.contestant = contestant
        self.site = site
    }

    /// Gets on a free device.
    func getOn(_ buffers: Buffers = Buffers()) throws {
        self.buffers = buffers
        guard waitUntilOn(within: .seconds(5)) != nil else {
            throw Unexpected(description: "\(name) does not get on a free device")
        }
    }

    /// Connects while somebody else is on, and is seen not to be on.
    func getInLine() throws {
        guard staysOff(for: .milliseconds(60)) else {
            throw Unexpected(description: "\(name) is on at once, beside the holder")
        }
    }

    private func knock() throws {
        line = nil
        line = try host.enter { try contestant.knock(at: site, buffers) }
    }

    /// Waits until it reads the device's first byte; nil if that was not in time. Turned away or
    /// cut off, it knocks again.
    func waitUntilOn(within duration: Duration) -> ContinuousClock.Instant? {
        let deadline = Deadline(in: duration)
        while !deadline.isOver {
            do {
                if line == nil { try knock() }
                guard let line else { return nil }
                try contestant.waitUntilOn(line, within: deadline.remaining)
                onSince = .now
                return onSince
            } catch is NotInTime where deadline.remaining < .milliseconds(5) {
                return nil
            } catch {
                line?.reset()
                line = nil
                pause(min(contestant.retry, deadline.remaining))
            }
        }
        return nil
    }

    /// Whether it does not get on for so long.
    func staysOff(for duration: Duration) -> Bool {
        waitUntilOn(within: duration) == nil
    }

    /// Types its letter so many times.
    func type(_ count: Int) throws {
        try line?.send([UInt8](repeating: letter, count: count))
    }

    /// Types a line, and says whether the answer comes.
    func asks(within duration: Duration) -> Bool {
        do {
            try line?.send("version\r\n")
            try line?.read(until: FakeDevice.version, within: duration)
            return line != nil
        } catch {
            return false
        }
    }

    /// Leaves, and says when.
    @discardableResult
    func leave(_ farewell: Farewell) -> ContinuousClock.Instant {
        let moment = ContinuousClock.now
        switch farewell {
        case .fin: line?.close()
        case .reset: line?.reset()
        case .killed: process?.signal(SIGKILL)
        case .halfClose: line?.halfClose()
        }
        goneSince = moment
        return moment
    }

    /// Has a process of its own that reads nothing, and whose kernel has something unread.
    func handOver() throws {
        try eventually("\(name) has something unread") { (line?.unreadInKernelCount ?? 0) > 0 }
        process = try host.enter { try line?.handOver(to: ["tail", "-f", "/dev/null"]) }
    }

    /// Reads, more slowly than a device talks, to the end of its connection; in the background.
    func readOn() {
        let line = line
        Thread.detachNewThread {
            while (try? line?.read(count: 8192)) != nil { pause(.milliseconds(20)) }
            line?.close()
        }
    }

    /// Leaves as soon as its connection ends from the other side, as most programs do, or after
    /// `duration`; in the background.
    func leaveWhenTold(or duration: Duration = .seconds(1)) {
        let line = line
        Thread.detachNewThread {
            try? eventually("it is told", within: duration) { line?.ending != nil }
            line?.close()
        }
    }

    /// Waits until its connection ends from the other side, if that comes in time.
    func waitForEnd(within duration: Duration) {
        try? eventually("it is told", within: duration) { line?.ending != nil }
    }

    /// Its host vanishes; says when.
    func vanish() throws -> ContinuousClock.Instant {
        let moment = ContinuousClock.now
        try host.vanish()
        goneSince = moment
        return moment
    }

    /// Its host is back.
    func comeBack() throws {
        try host.comeBack()
        goneSince = nil
    }

    /// Its host, which has vanished, starts anew: it knows nothing of its connections, and answers
    /// whoever talks of them with RST. The RST of this one gets lost, because the host is still
    /// away.
    func reboot() { line?.reset() }

    /// Leaves, if it is still there, and knows nothing of what was.
    func forget() {
        line?.close()
        line = nil
        process = nil
        onSince = nil
        goneSince = nil
    }

    /// From when on nothing of its may reach the device, because it is gone and another one is on,
    /// or it was never on. Nil if it may.
    func replaced(by others: [Visitor]) -> ContinuousClock.Instant? {
        guard let goneSince else { return nil }
        guard onSince != nil else { return goneSince }
        return others.compactMap(\.onSince).filter { $0 > goneSince }.min()
    }
}
