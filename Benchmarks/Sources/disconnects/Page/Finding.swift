// One thing that is asked of hotseat, and whether it held in this run. What is asked is in Reach,
// how it is checked in Findings; here is only how an answer is written.

/// A checked claim.
struct Finding {
    let claim: String
    /// What was seen.
    let seen: String
    let holds: Bool

    /// As it is printed.
    var text: String { "\(holds ? "holds" : "DOES NOT HOLD"): \(claim): \(seen)" }
}
