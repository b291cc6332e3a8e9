// One measured figure: its name, which ends in its unit, and what was seen. How it was measured is
// the subject's own file.

/// A median and a 99th percentile of many runs.
struct Figure {
    enum Sense {
        /// The limit is the most it may be.
        case lessIsBetter
        /// The limit is the least it may be.
        case moreIsBetter
    }

    let name: String
    let sense: Sense
    private let sorted: [Double]

    init(_ name: String, _ samples: [Double], _ sense: Sense = .lessIsBetter) {
        self.name = name
        self.sense = sense
        sorted = samples.sorted()
    }

    private func percentile(_ share: Double) -> Double {
        sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    func isBeyond(_ limit: Double?) -> Bool {
        guard let limit else { return false }
        switch sense {
        case .lessIsBetter: return !(percentile(0.5) <= limit)
        case .moreIsBetter: return !(percentile(0.5) >= limit)
        }
    }

    func row(limit: Double?) -> String {
        let words = [percentile(0.5), percentile(0.99)].map { "\(Int($0.rounded()))" }
        let limit = limit.map { "\(Int($0))" } ?? "none"
        return "| \(name) | \(words[0]) | \(words[1]) | \(sorted.count) | \(limit) |"
    }
}
