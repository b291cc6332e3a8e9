// The habits of single-slot boards, as switches. The defaults are those of FreeRTOS+TCP 4.4 with
// one task for its command line. To add one: a property here with what the board does and why, its
// place in FakeDevice+Loop, a test in FakeDeviceTests' folder that fails without it.

extension FakeDevice {
    /// What a device is like.
    public struct Habits: Sendable {
        /// What it says, and to what.
        public var manner = Manner.console
        /// How long it thinks before it answers a line.
        public var answerDelay = Duration.zero
        /// It refuses everybody until ``FakeDevice/welcome()``.
        public var refusesAtFirst = false

        /// What a second connection meets while the slot is taken: a listening socket that is
        /// reused for the connection, or has a backlog of 1, leaves nobody to listen.
        public var whileTaken = WhileTaken.refuses
        /// How long nobody is taken after the end of a connection: the task must close the socket
        /// and make another one that listens.
        public var deafAfterClose = Duration.milliseconds(4)
        /// A connect that is given up during the handshake (RST for its SYN-ACK) takes the reused
        /// listening socket with it: everybody is refused until a reboot. Seen in a namespace only.
        public var diesOfAbandonedConnect = true
        /// How long a SYN that nothing follows keeps the slot: until the stack's hang protection
        /// gives the handshake up. Seen in a namespace only.
        public var hangProtection = Duration.seconds(39)

        /// A FIN that comes while output is on its way is acknowledged and forgotten: the board
        /// says the rest, never closes, and keeps the slot until RST.
        public var forgetsFinWhileTalking = true
        /// Whether it says after a FIN what it still has to say, and closes then. A small stack
        /// closes at once: its task's later output is lost.
        public var knowsHalfClose = false
        /// How long it takes to close after a FIN; the slot is taken until then. For a task that
        /// is busy.
        public var closeDelay = Duration.zero
        /// How long its slot stays taken after its own FIN, unless the other side closes too: the
        /// stack waits for that FIN, 5 to 41 s long.
        public var lastAckMax = Duration.seconds(41)

        /// The window that it advertises, in bytes, at least 1,152; it takes up to a segment more.
        /// Nil for the system's own. Two segments are what a board's buffers hold, so partial
        /// writes are normal.
        public var windowBytes: Int32? = 2_920
        /// How many bytes it reads, and how long it then rests; nil for as fast as it can.
        public var pace: (bytes: Int, rest: Duration)?

        /// After how many whole seconds it notices by itself that the other side has vanished: 2
        /// or more; nil, for never, because keep-alive is off unless somebody has turned it on, and
        /// so a vanished gateway keeps the slot.
        public var keepAliveSeconds: Int32?
        /// How long it answers nothing after ``FakeDevice/reboot()``.
        public var bootTime = Duration.milliseconds(300)

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
        /// It closes every connection as soon as it has let it in: a port forwarder whose own
        /// target is gone.
        case hangsUp
    }

    /// What a second connection meets while the slot is taken.
    public enum WhileTaken: Sendable {
        /// ECONNREFUSED, as most boards.
        case refuses
        /// Nothing: its SYN is dropped, as by a stack that ignores what it has no socket for
        /// (ipconfigIGNORE_UNKNOWN_PACKETS).
        case ignores
        /// A handshake and then silence, until its turn comes: a board with a larger backlog.
        case queues
        /// A handshake and RST at once; the log has each of them, so that it proves that nobody
        /// even tried. Such a device is never deaf: it listens all the time.
        case resets
    }
}
