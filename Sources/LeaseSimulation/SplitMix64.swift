// The one source of chance in a simulation: the same seed gives the same numbers on every machine
// and with every version of the standard library, whose own choices may change.

import LeaseCore

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, and not including, `bound`, which is positive and small enough for
    /// the bias of a remainder not to matter.
    public mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// True once in `times`, on average.
    public mutating func once(in times: Int) -> Bool {
        below(times) == 0
    }

    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A whole number of microseconds from zero to `longest`.
    public mutating func length(upTo longest: Duration) -> Duration {
        .microseconds(Int64(below(Int(longest.wholeNanoseconds / 1_000) + 1)))
    }
}
