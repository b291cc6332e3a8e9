// Who gives an order that is not for operators alone. Who may give the others is decided before
// anything is ordered.

/// Somebody at the other end of the API.
public struct Orderer: Hashable, Sendable {
    /// The user's name, as the record knows it.
    public let name: String
    public let isOperator: Bool

    public init(name: String, isOperator: Bool) {
        self.name = name
        self.isOperator = isOperator
    }
}
