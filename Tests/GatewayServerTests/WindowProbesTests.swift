// The pace of the kernel's probes at a shut window: on real pairs of sockets, on any kernel, and in
// hours of simulated time. With the user timeout pushed on they come so often, however often the
// window was shut before, and it never ends the connection.

import CLinuxTCP
import GatewayTestSupport
import LeaseCore
import LeaseSimulation
import Testing

@testable import GatewayServer

@Suite struct WindowProbesTests {
    // MARK: The kernel's own

    /// So that a window is probed once a second: nobody is killed where this machine is slow.
    private static let deadPeer = Duration.seconds(2)

    /// Looks at a pair's window as a watch does, until something holds. Returns the longest silence
    /// of a peer that is there.
    @discardableResult
    private static func watch(
        _ pair: ConnectedPair,
        _ probes: WindowProbes,
        until fact: String,
        holds: () -> Bool
    ) throws -> Duration {
        let times = LivenessTimes(deadPeer: deadPeer)
        var nextLook = Instant.now
        var heardMax = Duration.zero
        try eventually(fact) {
            if holds() { return true }
            let now = Instant.now
            guard now >= nextLook else { return false }
            let reading = try #require(TCPReading(descriptor: pair.writing))
            #expect(reading.departure == nil)
            let timeout = probes.userTimeout(reading, at: now) {
                TCPReading.nextProbe(of: pair.writing)
            }
            if let timeout { times.setUserTimeout(timeout, of: pair.writing) }
            heardMax = max(heardMax, reading.sinceHeard)
            nextLook = now + times.lookInterval
            if let early = probes.nextLook(after: now) { nextLook = min(early, nextLook) }
            return false
        }
        return heardMax
    }

    @discardableResult
    private static func watch(
        _ pair: ConnectedPair,
        _ probes: WindowProbes,
        for length: Duration
    ) throws -> Duration {
        let end = ContinuousClock.now + length
        return try watch(pair, probes, until: "\(length) are over") { ContinuousClock.now > end }
    }

    private static func probes() -> WindowProbes {
        let probes = WindowProbes(since: .now)
        probes.begin(.init(LivenessTimes(deadPeer: deadPeer), isLimited: false))
        return probes
    }

    @Test func `a shut window is probed every second, and nobody is killed`() throws {
        let pair = try ConnectedPair()
        defer { pair.close() }
        let probes = Self.probes()
        try Self.watch(pair, probes, until: "the window is shut") { pair.isFull() }
        let heardMax = try Self.watch(pair, probes, for: .seconds(7))
        // By itself the kernel would have paused for 3.2 s by now. One probe may go unanswered.
        #expect(heardMax < .milliseconds(2_400))
        #expect(heardMax > .milliseconds(700))
    }

    @Test(arguments: [1 << 20, 1 << 14], [nil, 4_096, 65_536] as [Int32?])
    func `so it is after it has opened, by much or by little, as often as it likes`(
        readAtOnce: Int,
        receiveBuffer: Int32?
    ) throws {
        let pair = try ConnectedPair(receiveBuffer: receiveBuffer)
        defer { pair.close() }
        let probes = Self.probes()
        for shutFor in [900, 300, 300, 300, 300, 1_500] {
            try Self.watch(pair, probes, until: "the window is shut") { pair.isFull() }
            try Self.watch(pair, probes, for: .milliseconds(shutFor))
            try Self.watch(pair, probes, until: "the window is open") {
                pair.isOpen(afterReading: readAtOnce)
            }
        }
        try Self.watch(pair, probes, until: "the window is shut") { pair.isFull() }
        #expect(try Self.watch(pair, probes, for: .seconds(7)) < .milliseconds(2_400))
    }

    @Test(arguments: ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    func `the kernel tells when it probes a shut window`(address: String) throws {
        let pair = try ConnectedPair(at: address)
        defer { pair.close() }
        #expect(TCPReading.nextProbe(of: pair.writing) == nil)
        try eventually("the window is shut") { pair.isFull() }
        let now = Instant.now
        let due = try #require(TCPReading.nextProbe(of: pair.writing))
        #expect(due > now)
        #expect(due < now + .milliseconds(300))
    }

    // MARK: In simulated time

    /// Has windows open and shut at random for an hour, with looks of which each may be late by so
    /// many milliseconds; at its end one is shut for good. Nil: somebody was killed.
    private static func anHour(
        seed: UInt64,
        deadPeer: Int,
        kernelPauseMax: Int,
        roundTrip: Int,
        lateMax: Int
    ) -> SimulatedWindow? {
        let times = LivenessTimes(deadPeer: .seconds(deadPeer))
        let probes = WindowProbes(since: Instant(milliseconds: 0))
        probes.begin(.init(times, isLimited: kernelPauseMax < 120_000))
        var random = SplitMix64(seed: seed)
        var window = SimulatedWindow(pauseMax: kernelPauseMax, roundTrip: roundTrip, seed: seed)
        let interval = Int(times.lookInterval / .milliseconds(1))
        let end = 3_600_000
        var (now, nextLook, nextMove) = (0, interval, 0)
        while now < end + 40_000 {
            now = min(nextLook, nextMove, window.nextFiring ?? .max)
            window.advance(to: now)
            if window.isAborted { return nil }
            if now == nextMove, now < end {
                window.move(&random, at: now)
                let pauseMax = random.pick([40, 400, 1_200, 5_000])
                nextMove = min(now + 1 + random.below(pauseMax), end)
            } else if now == nextMove {
                if window.isShut { window.move(&random, at: now) }
                if !window.isShut { window.shut(at: now) }
                nextMove = window.pauses.isEmpty ? .max : now + 1
            }
            guard now == nextLook else { continue }
            let timeout = probes.userTimeout(
                window.reading(at: now),
                at: Instant(milliseconds: now)
            ) { window.nextProbe(at: now) }
            if let timeout { window.userTimeout = Int(timeout) }
            nextLook = now + interval
            if let early = probes.nextLook(after: Instant(milliseconds: now)) {
                nextLook = min(nextLook, Int((early.nanoseconds + 999_999) / 1_000_000))
            }
            nextLook += random.once(in: 20) ? random.below(lateMax + 1) : 0
        }
        return window
    }

    /// With the last one a probe carries something, and another one is the first then, between two
    /// looks that are far apart.
    private static let seeds = Array(1...20) + [260] as [UInt64]

    @Test(arguments: [(1, 1_000), (10, 120_000)])
    func `nobody is killed in an hour, and who is paused at its end is probed in time`(
        _ settings: (deadPeer: Int, kernelPauseMax: Int)
    ) throws {
        let pauseMax = max(700, settings.deadPeer * 1_000 / 2 + 300)
        var lateSeeds: [UInt64] = []
        for seed in Self.seeds {
            let window = try #require(
                Self.anHour(
                    seed: seed,
                    deadPeer: settings.deadPeer,
                    kernelPauseMax: settings.kernelPauseMax,
                    roundTrip: Int(seed % 4) * 60,
                    lateMax: 200
                ),
                "killed with seed \(seed)"
            )
            let pauses = window.pauses.dropFirst(6)
            #expect(!pauses.isEmpty)
            if !pauses.allSatisfy({ $0 <= pauseMax }) { lateSeeds.append(seed) }
        }
        // Where windows tell too little the kernel's own pace stays for a while, and kills nobody.
        #expect(lateSeeds.count <= Self.seeds.count / 10, "late with the seeds \(lateSeeds)")
    }
}
