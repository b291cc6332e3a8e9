// The failure of a test's helping hand that found something else than what it needed. A test's own
// expectations are `#expect`, and not this.

/// Something else was seen than had to be.
public struct Unexpected: Error, CustomStringConvertible {
    /// What was seen.
    public let description: String

    public init(description: String) {
        self.description = description
    }
}
