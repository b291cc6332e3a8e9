// One option of one side, as RFC 1143 has it (section 7, with a queue of one): a change is answered
// once, an answer never, so that two ends cannot go on telling each other the same for ever.
// What goes out is in yes and no; the verbs depend on the side.

/// The state of an option on one side.
enum OptionState {
    case off
    case on
    /// Turning off was asked for. `isReversed`: and then to be turned on after all.
    case turningOff(isReversed: Bool)
    /// Turning on was asked for. `isReversed`: and then to be turned off after all.
    case turningOn(isReversed: Bool)

    var isOn: Bool { if case .on = self { true } else { false } }
    var isTurningOn: Bool { if case .turningOn = self { true } else { false } }

    /// The peer said WILL or DO (`wanted`), or WONT or DONT.
    /// - Returns: What to send: yes, no, or nothing.
    mutating func heard(_ wanted: Bool, isAccepted: Bool) -> Bool? {
        switch (self, wanted) {
        case (.off, true):
            if isAccepted { self = .on }
            return isAccepted
        case (.on, false):
            self = .off
            return false
        case (.off, false), (.on, true):
            return nil
        // A refusal that is answered by yes breaks the protocol; RFC 1143 ends in what was wanted.
        case (.turningOff(let isReversed), true):
            self = isReversed ? .on : .off
            return nil
        case (.turningOff(isReversed: true), false):
            self = .turningOn(isReversed: false)
            return true
        case (.turningOn(isReversed: true), true):
            self = .turningOff(isReversed: false)
            return false
        case (.turningOn(isReversed: false), true):
            self = .on
            return nil
        case (.turningOff, false), (.turningOn, false):
            self = .off
            return nil
        }
    }

    /// We want the option on or off.
    /// - Returns: What to send: yes, no, or nothing.
    mutating func ask(_ wanted: Bool) -> Bool? {
        switch (self, wanted) {
        case (.off, true):
            self = .turningOn(isReversed: false)
            return true
        case (.on, false):
            self = .turningOff(isReversed: false)
            return false
        case (.off, false), (.on, true):
            return nil
        case (.turningOff, _):
            self = .turningOff(isReversed: wanted)
            return nil
        case (.turningOn, _):
            self = .turningOn(isReversed: !wanted)
            return nil
        }
    }
}
