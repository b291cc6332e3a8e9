// The habits of single-slot boards, as switches. The defaults are those of FreeRTOS+TCP with one
// task for its command line: one slot, refusal while it is taken, a moment of deafness after a
// close, no half-close.

extension FakeDevice {
    /// What a device is like.
    public struct Habits: Sendable {
        /// What it says, and to what.
        public var manner = Manner.console
        /// How long it thinks before it answers a line.
        public var answerDelay = Duration.zero
        /// How long it takes to close after a FIN; the slot is taken until then.
        public var closeDelay = Duration.zero
        /// How long it refuses after the end of a connection.
        public var deafAfterClose = Duration.milliseconds(4)
        /// What a second connection meets while the slot is taken.
        public var whileTaken = WhileTaken.refuses
        /// A FIN that comes while it still has something to say is acknowledged and forgotten: it
        /// says the rest, never closes, and keeps the slot until RST.
        public var forgetsFinWhileTalking = false
        /// It refuses everybody until ``FakeDevice/welcome()``.
        public var refusesAtFirst = false
        /// SO_RCVBUF of its connections; nil for the system's own.
        public var receiveBufferBytes: Int32?
        /// How many bytes it reads, and how long it then rests; nil for as fast as it can.
        public var pace: (bytes: Int, rest: Duration)?

        /// Changes the defaults in `change`.
        public init(_ change: (inout Habits) -> Void = { _ in }) {
            change(&self)
        }
    }

    /// What it says by itself, and to what it is told.
    public enum Manner: Sendable {
        /// A prompt, an echo, and answers to lines; see `FakeDeviceConsole`.
        case console
        /// Every byte comes back as it is.
        case echo
        /// Nothing but what ``FakeDevice/say(_:)-(String)`` says.
        case silent
    }

    /// What a second connection meets while the slot is taken.
    public enum WhileTaken: Sendable {
        /// ECONNREFUSED, as most boards.
        case refuses
        /// A handshake and RST at once; the log has each of them, so that it proves that nobody
        /// even tried. Such a device is never deaf: it listens all the time.
        case resets
    }
}
