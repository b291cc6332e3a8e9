// Random bytes that a seed repeats. Those that mean something in telnet are as frequent as all the
// others together, so that they meet each other often.

struct RandomBytes: RandomNumberGenerator {
    private static let meaning: [UInt8] =
        [.iac, .iac, .cr, .cr, .lf, .nul, 1, 3, 24, 31, 44, 126, 46] + Array(236...254)

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64, by Sebastiano Vigna.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in
            if Bool.random(using: &self) { return UInt8.random(in: 0...255, using: &self) }
            return Self.meaning[Int.random(in: 0..<Self.meaning.count, using: &self)]
        }
    }

    /// The same bytes in pieces of 0 to 16.
    mutating func chunks(of bytes: [UInt8]) -> [[UInt8]] {
        var rest = bytes[...]
        var chunks: [[UInt8]] = []
        while !rest.isEmpty {
            let count = Int.random(in: 0...16, using: &self)
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
