// Random bytes that a seed repeats. Those that mean something in telnet are as frequent as all the
// others together, so that they meet each other often.

import LeaseSimulation

struct RandomBytes {
    private static let meaning: [UInt8] =
        [.iac, .iac, .cr, .cr, .lf, .nul, 1, 3, 24, 31, 44, 126, 46] + Array(236...254)

    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in
            if Bool.random(using: &random) { return UInt8.random(in: 0...255, using: &random) }
            return Self.meaning[Int.random(in: 0..<Self.meaning.count, using: &random)]
        }
    }

    /// The same bytes in pieces of 0 to 16.
    mutating func chunks(of bytes: [UInt8]) -> [[UInt8]] {
        var rest = bytes[...]
        var chunks: [[UInt8]] = []
        while !rest.isEmpty {
            let count = Int.random(in: 0...16, using: &random)
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
