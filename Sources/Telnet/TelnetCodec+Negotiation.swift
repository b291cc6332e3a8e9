// Options: what is asked for, what is accepted, what follows when one comes into force. That there
// is never a loop is `OptionState`'s. To make `telnet` and PuTTY send each character as it is
// typed, a server says WILL ECHO and WILL SUPPRESS-GO-AHEAD (RFC 857, 858); DO SUPPRESS-GO-AHEAD,
// the other direction, adds nothing to it, and a GA is passed over anyway.

extension TelnetCodec {
    /// The beginning of a connection. A server asks for what it wants. A client is silent: many
    /// devices know no telnet and would take an IAC for garbage. Once the device has negotiated
    /// anything, BINARY is asked for, both ways; a server asks for it only who speaks RFC 2217.
    /// - Parameter echoes: False leaves the client its own echo and its line editing, for a login,
    ///   until `setEcho(true)`.
    public mutating func begin(echoes: Bool = true) {
        guard isServer else { return }
        if echoes { setEcho(true) }
        ask(.terminalType, .theirs, true)
        ask(.windowSize, .theirs, true)
    }

    /// A server's: whether the client's terminal sends each character as it is typed, and shows
    /// only what it is sent; else it shows what is typed, and sends lines.
    public mutating func setEcho(_ isOn: Bool) {
        precondition(isServer, "only a server echoes")
        mayEcho = isOn
        ask(.echo, .ours, isOn)
        ask(.suppressGoAhead, .ours, isOn)
    }

    /// A client's: the size of the window, told to a device that has asked for it, now or later.
    public mutating func setWindow(_ size: WindowSize) {
        precondition(!isServer, "a server has no window")
        guard size != window else { return }
        window = size
        if isOn(.windowSize, .ours) { tellWindow(size) }
    }

    /// WILL, WONT, DO or DONT, and the option's number.
    mutating func negotiate(_ command: TelnetCommand, _ code: UInt8) -> TelnetEvent? {
        let side: TelnetSide = command == .will || command == .wont ? .theirs : .ours
        let isWanted = command == .will || command == .do
        defer { if !isServer { askForBinary() } }

        guard let option = TelnetOption(rawValue: code) else {
            if isWanted { write(Self.verb(side, false), code) }
            return nil
        }
        let wasOn = isOn(option, side)
        let answer = options[option, side].heard(isWanted, isAccepted: accepts(option, side))
        if let answer { write(option, side, answer) }
        let isOn = isOn(option, side)
        guard isOn != wasOn else { return nil }
        if isOn { cameIntoForce(option, side) }
        return .option(option, side, isOn: isOn)
    }

    /// What a peer may turn on.
    private func accepts(_ option: TelnetOption, _ side: TelnetSide) -> Bool {
        switch (role, option, side) {
        case (_, .binary, _), (_, .suppressGoAhead, _): true
        case (.server, .echo, .ours): mayEcho
        case (.server, .terminalType, .theirs), (.server, .windowSize, .theirs): true
        // RFC 2217 has the client say WILL; some say DO, and mean the same.
        case (.server(let isSerial), .comPort, _): isSerial
        case (.server, _, _): false
        case (.client, .echo, .theirs), (.client, .windowSize, .ours): true
        case (.client(let terminalType), .terminalType, .ours): terminalType != nil
        case (.client, _, _): false
        }
    }

    private mutating func cameIntoForce(_ option: TelnetOption, _ side: TelnetSide) {
        switch (option, side) {
        case (.terminalType, .theirs) where !hasAskedForTerminalType:
            hasAskedForTerminalType = true
            askForTerminalType()
        case (.windowSize, .ours):
            if let window { tellWindow(window) }
        case (.comPort, _):
            // Who speaks RFC 2217 wants the port's bytes as they are, and may forget to ask:
            // pyserial applies no newline rule, and agrees to BINARY only when it is asked.
            askForBinary()
        case (.binary, .theirs):
            hasReadCR = false
        case (.binary, .ours):
            hasSentCR = false
        default:
            break
        }
    }

    private mutating func askForBinary() {
        guard !hasAskedForBinary else { return }
        hasAskedForBinary = true
        ask(.binary, .ours, true)
        ask(.binary, .theirs, true)
    }

    private mutating func ask(_ option: TelnetOption, _ side: TelnetSide, _ isWanted: Bool) {
        if let question = options[option, side].ask(isWanted) { write(option, side, question) }
    }

    private mutating func write(_ option: TelnetOption, _ side: TelnetSide, _ isYes: Bool) {
        if option == .binary, side == .ours { finishLine() }
        write(Self.verb(side, isYes), option.rawValue)
    }

    private static func verb(_ side: TelnetSide, _ isYes: Bool) -> TelnetCommand {
        switch side {
        case .ours: isYes ? .will : .wont
        case .theirs: isYes ? .do : .dont
        }
    }
}
