// Bytes that reached the device: whose, and typed as what. Whether they may, the auditor says; how
// they came there is `Relay`'s.

import LeaseCore

struct Delivery: Hashable, Sendable {
    var session: SessionID
    var keystrokes: [Keystroke]
}
