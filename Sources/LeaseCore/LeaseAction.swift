// What the machine wants done, in the imperative, in the order in which it is to be done. The
// gateway carries them out in one turn of its loop. Facts for the record follow from `expect`,
// `enqueue`, `grant`, `passOver` and `end`, one each. To add one: a case here, whoever returns it,
// its arm in the gateway's runner and in the simulation's world.

/// One thing to do. A session that is named by `end` is forgotten by the machine.
public enum LeaseAction: Hashable, Sendable {
    /// The session is the next holder and not in line; keep what it sends.
    case expect(SessionID)
    /// The session is in line, at this place.
    case enqueue(SessionID, Place)
    /// The place has changed; tell the waiter.
    case tell(SessionID, Place)
    /// The session has the lease from now on: give it a number, record it, tell it.
    case grant(SessionID)
    /// The heir did not answer: its lease has gone to the next, and it is in line again, in front.
    case passOver(SessionID)
    /// From now on the device's bytes go to the holder.
    case startOutput(SessionID)
    /// From now on the holder's bytes go to the device.
    case startInput(SessionID)
    /// The session is over: tell it, record it, let it go.
    case end(Ending)
    /// Start one connect to the device; report `linkOpened` or `linkFailed`.
    case openLink
    /// Close the open link as politely as the device needs it; report `linkReleased`.
    case releaseLink
    /// Keep the open link, and see to it that nothing of the last session is left on it; report
    /// `lineCleared`, or `linkReleased` where it had to be closed for that.
    case clearLine
    /// The holder's link does not open, because of that; it is tried for so long yet. Tell it.
    case tellTrial(SessionID, LinkFailure, left: Duration)
    /// The holder may lose the lease soon, or after all not; tell it and whom it concerns.
    case warn(SessionID, Warning)
    /// The device could not be reached and is down; tell everybody in line.
    case announceDown
}
