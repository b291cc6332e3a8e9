// Where the link to a simulated device is: finer than what the outside is told, because a kept link
// whose line is being cleared is nobody's yet.

import LeaseCore

enum SimulatedLink: String, Hashable, Sendable {
    case closed, opening, open, closing
    /// Kept, and not clean yet.
    case clearing

    /// Whether it is still the last holder's.
    var isLeaving: Bool { self == .closing || self == .clearing }

    /// What the outside is told.
    var told: LinkState {
        switch self {
        case .closed: .closed
        case .opening: .opening
        case .open, .clearing: .open
        case .closing: .closing
        }
    }
}
