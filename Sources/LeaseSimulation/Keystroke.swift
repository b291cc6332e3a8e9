// What a client typed, by what it was to the device when it typed: all that the rules about bytes
// ask for. What is in the bytes does not matter, nor how many there are.

import LeaseCore

/// Bytes that one client typed at one stage of its stay.
struct Keystroke: Hashable, Sendable {
    enum Standing: Hashable, Sendable {
        case inLine, next, holder
    }

    var standing: Standing
    /// How many grants it had had by then: more than one after it was passed over.
    var grants: Int
}
