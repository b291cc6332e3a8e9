// One connection to a fake device, from the moment it was accepted: how far its end has come. What
// happens at each event is the loop's to say.

extension FakeDevice {
    /// The connection in the slot. Confined to the device's thread.
    struct Visit {
        /// How far its end has come.
        enum Stage {
            /// Both sides talk. Can transition to: each of the others.
            case open
            /// A FIN came while output was on its way and is forgotten; ends with RST.
            case finForgotten
            /// A FIN came; what is still to be said is said, and then it closes.
            case sayingTheRest
            /// A FIN came; the task is busy and closes then.
            case closing(Deadline)
            /// Its own FIN is out; ends with the other side's, or then.
            case awaitingFin(Deadline)
        }

        let socket: StreamSocket
        var talk: Talk
        var stage = Stage.open
        /// It reads nothing until then.
        var resting: Deadline?

        /// What it waits for, in time.
        var deadlines: [Deadline] {
            let closing: Deadline? =
                switch stage {
                case .closing(let moment), .awaitingFin(let moment): moment
                case .open, .finForgotten, .sayingTheRest: nil
                }
            return [talk.deadline, resting, closing].compactMap(\.self)
        }

        /// Whether something is on its way to the other side.
        var isTalking: Bool { !talk.rest.isEmpty || socket.unacknowledgedCount > 0 }

        /// Whether its stack would see a FIN now; its task may read or not.
        func canRead(_ taskReads: Bool) -> Bool {
            switch stage {
            case .open: taskReads && resting == nil && talk.canHear
            case .awaitingFin: true
            case .finForgotten, .sayingTheRest, .closing: false
            }
        }
    }
}
