// The record's times, over instants alone: whatever the phases of the two clocks, no two holders
// are ever written at once, and a wall clock that is set is followed as far as that goes.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct RecordClockTests {
    /// Half past four on a day of November 2026, in milliseconds since the epoch.
    private static let halfPastFour: Int64 = 1_795_624_200_000

    /// What both clocks show `microseconds` after the monotonic one's zero, where the wall clock's
    /// milliseconds begin `phase` microseconds after the monotonic one's.
    private static func reading(
        at microseconds: Int64,
        phase: Int64 = 0,
        wallClockIsAhead: Int64 = 0
    ) -> RecordClock.Reading {
        RecordClock.Reading(
            instant: instant(microseconds),
            milliseconds: halfPastFour + wallClockIsAhead + (microseconds + phase) / 1_000
        )
    }

    private static func instant(_ microseconds: Int64) -> Instant {
        Instant(nanoseconds: microseconds * 1_000)
    }

    @Test func `one's end is never after the next one's grant, whatever the phases`() {
        for phase in stride(from: Int64(0), to: 1_000, by: 125) {
            for step in stride(from: Int64(0), to: 1_000, by: 125) {
                var clock = RecordClock()
                let first = clock.scale(
                    at: Self.reading(at: 5_000 + step, phase: phase),
                    isAnybodyThere: false
                )
                let next = clock.scale(
                    at: Self.reading(at: 7_300, phase: phase),
                    isAnybodyThere: true
                )
                for handOver in stride(from: Int64(8_000), to: 10_000, by: 125) {
                    let instant = Self.instant(handOver)
                    #expect(first.milliseconds(at: instant) <= next.milliseconds(at: instant))
                }
            }
        }
    }

    @Test func `of two devices that a pool joins the later scale counts`() {
        for ahead in [Int64(-400), 0, 7, 5_000] {
            var (clock, other) = (RecordClock(), RecordClock())
            let mine = clock.scale(at: Self.reading(at: 1_000), isAnybodyThere: false)
            let theirs = other.scale(
                at: Self.reading(at: 1_000, wallClockIsAhead: ahead),
                isAnybodyThere: false
            )
            clock.join(other)
            let next = clock.scale(at: Self.reading(at: 9_000), isAnybodyThere: true)
            let instant = Self.instant(20_000)
            #expect(mine.milliseconds(at: instant) <= next.milliseconds(at: instant))
            #expect(theirs.milliseconds(at: instant) <= next.milliseconds(at: instant))
        }
    }

    @Test func `the lengths of a stay sum to it, and its times are apart by them`() {
        let scale = EpochScale(offset: Self.halfPastFour)
        for arrived in stride(from: Int64(1_000), to: 3_000, by: 250) {
            let (arrived, granted) = (Self.instant(arrived), Self.instant(arrived + 1_900))
            let ended = Self.instant(7_777)
            let waited = EpochScale.length(from: arrived, to: granted)
            let held = EpochScale.length(from: granted, to: ended)
            let arrivedAt = scale.milliseconds(at: arrived)
            #expect(scale.milliseconds(at: granted) == arrivedAt + waited)
            #expect(scale.milliseconds(at: ended) == arrivedAt + waited + held)
        }
    }

    @Test func `an arrival is the wall clock's time, to the millisecond`() {
        var clock = RecordClock()
        for arrival in stride(from: Int64(0), to: 90_000_000_000, by: 7_200_000_123) {
            let reading = Self.reading(at: arrival, phase: 400)
            let scale = clock.scale(at: reading, isAnybodyThere: true)
            #expect(abs(scale.milliseconds(at: reading.instant) - reading.milliseconds) <= 1)
        }
    }

    @Test func `a clock that was set forward counts at once, for whoever comes from then on`() {
        var clock = RecordClock()
        let holder = clock.scale(at: Self.reading(at: 1_000), isAnybodyThere: false)
        let later = Self.reading(at: 2_000, wallClockIsAhead: 3_600_000)
        let waiter = clock.scale(at: later, isAnybodyThere: true)
        #expect(waiter.milliseconds(at: later.instant) == later.milliseconds)
        let handOver = Self.instant(3_000)
        #expect(holder.milliseconds(at: handOver) <= waiter.milliseconds(at: handOver))
    }

    @Test func `a clock that was set back counts once nobody is there`() {
        var clock = RecordClock()
        let holder = clock.scale(at: Self.reading(at: 1_000), isAnybodyThere: false)
        let later = Self.reading(at: 2_000, wallClockIsAhead: -3_600_000)
        #expect(clock.scale(at: later, isAnybodyThere: true) == holder)
        let alone = clock.scale(at: later, isAnybodyThere: false)
        #expect(alone.milliseconds(at: later.instant) == later.milliseconds)
    }
}
