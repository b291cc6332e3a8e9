// The states of all options that are understood, of both sides, in place: a connection is not to
// cost an allocation for them. What may be turned on is `TelnetCodec.accepts`.

/// What has been agreed, option by option.
struct OptionStates {
    private struct Pair {
        var ours = OptionState.off
        var theirs = OptionState.off
    }

    private var binary = Pair()
    private var echo = Pair()
    private var suppressGoAhead = Pair()
    private var terminalType = Pair()
    private var windowSize = Pair()
    private var comPort = Pair()

    subscript(option: TelnetOption, side: TelnetSide) -> OptionState {
        get {
            switch side {
            case .ours: self[option].ours
            case .theirs: self[option].theirs
            }
        }
        set {
            switch side {
            case .ours: self[option].ours = newValue
            case .theirs: self[option].theirs = newValue
            }
        }
    }

    private subscript(option: TelnetOption) -> Pair {
        get {
            switch option {
            case .binary: binary
            case .echo: echo
            case .suppressGoAhead: suppressGoAhead
            case .terminalType: terminalType
            case .windowSize: windowSize
            case .comPort: comPort
            }
        }
        set {
            switch option {
            case .binary: binary = newValue
            case .echo: echo = newValue
            case .suppressGoAhead: suppressGoAhead = newValue
            case .terminalType: terminalType = newValue
            case .windowSize: windowSize = newValue
            case .comPort: comPort = newValue
            }
        }
    }
}
