// What the built-in demo board is like: the habits of a small embedded network stack, each of which
// can be switched, so that people can try what a gateway makes of them. What the board does is not
// here. To add one: a property here, its word in `DemoHabits+Query`, its line in the documentation.

/// The habits of a demo board. The defaults are those of FreeRTOS+TCP with one task for its command
/// line.
public struct DemoHabits: Sendable, Equatable {
    /// What a second connection meets while the one slot is taken.
    public var whileTaken = WhileTaken.refuse
    /// How long nobody is taken after the end of a connection: 0s to 1h.
    public var deaf = Duration.milliseconds(4)
    /// Whether a FIN that comes while the board talks is acknowledged and forgotten: it says the
    /// rest, never closes, and keeps the slot until RST.
    public var forgetsFin = true
    /// Whether the board says after a FIN what it still has to say, and closes then. Without it
    /// that is lost.
    public var halfClose = false

    /// A board like most.
    public init() {}

    /// What a second connection meets; the raw value is the file's word.
    public enum WhileTaken: String, Sendable, CaseIterable {
        /// RST.
        case refuse
        /// Nothing: its SYN is dropped.
        case silent
        /// A handshake, and then nothing until its turn comes.
        case queue
    }
}
