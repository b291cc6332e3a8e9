// The rules that the auditor holds a machine to: what is promised to the people at the device, in
// their words. To add one: a case here, the checks in `Auditor`, and a planted fault that breaks it
// in the tests.

/// One promise.
public enum Rule: String, CaseIterable, Hashable, Sendable {
    case everyArrivalAnswered = "an arrival is let in or turned away in its turn"
    case grantedAtOnce = "whoever arrives at a free device has it at once"
    case nextHolder = "whoever arrives while the last link goes, with nobody before it, is next"
    case oneHolder = "one session at a time has the lease"
    case linkGone = "a grant waits until the last holder's link is gone, or its line clear"
    case firstCome = "first come, first served"
    case nobodyForgotten = "whoever waits is served as soon as that is possible"
    case queueMax = "queue_max is kept to exactly"
    case queueTimeout = "nobody is in line for longer than queue_timeout, and nobody less is cut"
    case truePlace = "a place in line is told truly"
    case promptPlace = "a changed place is told at once in front, and from time to time behind"
    case deadHeir =
        "an heir that does not answer in time is passed over, when somebody else is there"
    case output = "the device's bytes pass from the moment the grant is recorded, and not before"
    case input = "the holder's bytes pass once it is recorded and known to be there, and not before"
    case typeAhead = "nothing typed in line reaches the device, unless held for one who is there"
    case cleanLine = "nobody's bytes come beside another's, or after their session's end"
    case halfClosed = "a half-closed client may linger while nobody else is there"
    case oneEnd = "a session ends once, and after its end nothing happens to it"
    case promptEnd = "whatever ends a session ends it in that turn"
    case oneReason = "the reason of an end is what brought it about"
    case trueEnding = "the phase, the role and the lengths of an end are exact"
    case wholeRow = "every session has one row: it begins, is granted the lease or not, and ends"
    case admission = "nobody is let in while the history is full or the gateway stops"
    case oneLink = "a link is opened when there is none, and released when it is open"
    case linkNeeded = "a device is connected for somebody, and released when nobody has it"
    case linkKept = "a persistent link is kept, cleared between leases, and only so"
    case retryPause = "a refused device is tried again after a growing pause, and then in time"
    case deviceReady = "device_ready ends a holder that no link opens for, in time and not before"
    case trialTold = "a holder is told truly, and in time, that its link does not open yet"
    case shutdown = "at a shutdown everybody leaves at once and the link is released"
    case deadline = "a deadline that has passed is done with"
    case status = "what the status tells is true"
    case liveness = "in a kind world everybody gets the lease or leaves"
}
