// One cell of the table: what all runs of one scenario with one contestant came to, and how that is
// written. Whether it is good enough is judged in Findings.

import GatewayTestSupport

/// A scenario with a contestant.
struct Cell: Sendable {
    let scenario: String
    let contestant: String
    var outcomes: [Outcome] = []
    /// How many times somebody came to the device while it was taken.
    var intrusionCount = 0
    /// How many bytes of somebody who was gone reached the device, or what was typed in line.
    var strayBytes = 0
    /// How many times an abandoned connect killed the device.
    var deathCount = 0
    /// Why it could not be played to its end.
    var failure: String?

    /// What other runs of the same have shown, but for their times.
    mutating func add(_ other: Cell) {
        if !outcomes.contains(where: \.isNever) { outcomes += other.outcomes.filter(\.isNever) }
        intrusionCount += other.intrusionCount
        strayBytes += other.strayBytes
        deathCount += other.deathCount
        failure = failure ?? other.failure
    }

    /// The median, when every run ended well and with a time.
    var median: Duration? { times.isEmpty ? nil : times[times.count / 2] }

    /// The longest, when every run ended well and with a time.
    var longest: Duration? { times.last }

    /// In order; none if a run had none.
    private var times: [Duration] {
        let times = outcomes.compactMap { outcome -> Duration? in
            switch outcome {
            case .on(let time), .freed(let time, _), .answered(let time), .told(let time): time
            case .never, .kept, .lost, .cut: nil
            }
        }
        return times.count == outcomes.count ? times.sorted() : []
    }

    /// As the table has it.
    var text: String {
        if let failure {
            let line = failure.prefix { !$0.isNewline }.replacing("|", with: "/")
            return "failed: \(line.prefix(100))"
        }
        var words = [told]
        if intrusionCount > 0 { words.append("**two at once**") }
        if strayBytes > 0 { words.append("**stray bytes: \(strayBytes)**") }
        if deathCount > 0 { words.append("**device dead**") }
        return words.joined(separator: ", ")
    }

    private var told: String {
        let time = median?.forPeople ?? ""
        return switch worst {
        case .on: time
        case .freed(_, .reset): "\(time), left by RST"
        case .freed: "\(time), left by FIN"
        case .never(let duration): "never in \(duration.forPeople)"
        case .kept: "kept"
        case .lost(let duration): "lost" + (duration.map { " after \($0.forPeople)" } ?? "")
        case .answered: "whole, \(time)"
        case .cut: "lost"
        case .told: "told after \(time)"
        case nil: "–"
        }
    }

    /// An outcome without a time, if there is one; else any.
    private var worst: Outcome? {
        outcomes.first { outcome in
            switch outcome {
            case .never, .lost, .cut: true
            case .on, .freed, .kept, .answered, .told: false
            }
        } ?? outcomes.first
    }
}

extension Duration {
    /// `0.42 ms`, `5.1 ms`, `430 ms`, `5.2 s`.
    var forPeople: String {
        let milliseconds = self / .milliseconds(1)
        func rounded(_ value: Double, _ digits: Double) -> String {
            let value = (value * digits).rounded() / digits
            return value == value.rounded() ? "\(Int(value))" : "\(value)"
        }
        if milliseconds < 1 { return "\(rounded(milliseconds, 100)) ms" }
        if milliseconds < 100 { return "\(rounded(milliseconds, 10)) ms" }
        if milliseconds < 1000 { return "\(rounded(milliseconds, 1)) ms" }
        return "\(rounded(milliseconds / 1000, 10)) s"
    }
}
