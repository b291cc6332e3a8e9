// What one device would make of somebody who comes to its pool, and which of several devices makes
// most of it. What it would make of it, the machine itself says: `LeaseStateMachine+Pools`.

/// How a device would take somebody in.
public enum Reception: Hashable, Sendable {
    /// It would have the lease at once.
    case granted
    /// It would be next, as soon as the last holder's link is gone.
    case next
    /// It would be in line, at this place. Nobody knows when a device that is down comes back.
    case inLine(Place, isDown: Bool)
    /// It would be turned away.
    case refused(EndReason)

    /// Whether it would be taken in at all.
    public var isWelcome: Bool {
        if case .refused = self { false } else { true }
    }

    /// Less is better; of the same kind the place decides.
    private var rank: (kind: Int, place: Int) {
        switch self {
        case .granted: (0, 0)
        case .next: (1, 0)
        case .inLine(let place, isDown: false): (2, place.position)
        case .inLine(let place, isDown: true): (3, place.position)
        // Of a device out of service nobody wants to hear while another is only full.
        case .refused(.deviceDrained): (5, 0)
        case .refused: (4, 0)
        }
    }

    /// Which of the receptions is the best, the first of several as good; nil: there is none.
    public static func best(of receptions: [Reception]) -> Int? {
        receptions.indices.min { receptions[$0].rank < receptions[$1].rank }
    }
}
