// Why a connection was closed before it was anything, not even a row. Who is refused with a row has
// an end reason instead.

/// Why a connection got no row. The raw value is the metric's label.
public enum RejectionCause: String, Sendable, CaseIterable {
    /// Its address is over the accept rate.
    case acceptRate = "accept_rate"
    /// `clients_max` are here.
    case clientsMax = "clients_max"

    /// Completes "… turned away without a row: …".
    var words: String {
        switch self {
        case .acceptRate: "too many at once from one address"
        case .clientsMax: "clients_max are connected"
        }
    }
}
