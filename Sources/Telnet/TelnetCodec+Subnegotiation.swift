// The arguments of options, between IAC SB and IAC SE (RFC 855), in both directions: window size,
// terminal type, serial port. One for an option that is not agreed on is passed over, as is one
// that is too long or makes no sense.

import NIOCore

extension TelnetCodec {
    /// The longest name of a terminal (RFC 1091, section 2, by way of RFC 1010).
    static let terminalTypeCountMax = 40
    /// TERMINAL-TYPE's verbs.
    private static let terminalTypeIs: UInt8 = 0
    private static let terminalTypeSend: UInt8 = 1

    mutating func readArgument(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) {
        let iac = TelnetCommand.interpretAsCommand.rawValue
        let start = index
        index = ByteSearch.first(iac, in: bytes, from: start)
        keep(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        if index < bytes.count {
            index += 1
            place = .argumentCommand
        }
    }

    /// Behind an IAC within an argument: a doubled 0xFF, or the end.
    mutating func endArgument(_ byte: UInt8, _ index: inout Int) -> TelnetEvent? {
        switch TelnetCommand(rawValue: byte) {
        case .interpretAsCommand:
            index += 1
            place = .argument
            withUnsafeBytes(of: byte) { keep($0) }
            return nil
        case .subnegotiationEnd:
            index += 1
            place = .plain
            let whole = isArgumentTooLong ? [] : argument
            forgetArgument()
            return understand(whole)
        default:
            // The peer never ended it. It counts for nothing, and this is the next command, so that
            // no more is lost of what comes behind.
            place = .command
            forgetArgument()
            return nil
        }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        // The option itself is not counted.
        if argument.count + bytes.count > Self.argumentByteCountMax + 1 {
            isArgumentTooLong = true
            argument = []
        }
        if !isArgumentTooLong { argument.append(contentsOf: bytes) }
    }

    private mutating func forgetArgument() {
        argument = []
        isArgumentTooLong = false
    }

    private mutating func understand(_ argument: [UInt8]) -> TelnetEvent? {
        guard let code = argument.first, let option = TelnetOption(rawValue: code) else {
            return nil
        }
        let value = argument.dropFirst()
        switch option {
        case .windowSize where isOn(.windowSize, .theirs):
            return Self.window(value).map(TelnetEvent.window)
        case .terminalType where isOn(.terminalType, .theirs):
            guard value.first == Self.terminalTypeIs else { return nil }
            return Self.terminalType(value.dropFirst()).map(TelnetEvent.terminalType)
        case .terminalType where isOn(.terminalType, .ours):
            if value.elementsEqual([Self.terminalTypeSend]) { tellTerminalType() }
            return nil
        case .comPort where isOn(.comPort, .theirs) || isOn(.comPort, .ours):
            return ComPortMessage(fromClient: value).map(TelnetEvent.comPort)
        default:
            return nil
        }
    }

    private static func window(_ value: ArraySlice<UInt8>) -> WindowSize? {
        guard value.count == 4 else { return nil }
        let numbers = value.map(UInt16.init)
        return WindowSize(
            columns: numbers[0] << 8 | numbers[1],
            rows: numbers[2] << 8 | numbers[3]
        )
    }

    private static func terminalType(_ name: ArraySlice<UInt8>) -> String? {
        guard (1...terminalTypeCountMax).contains(name.count),
            name.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}

// MARK: What we tell

extension TelnetCodec {
    /// Answers a client's message about the serial port, or tells it what has changed there.
    public mutating func answer(_ message: ComPortMessage) {
        writeArgument(.comPort, message.bytesToClient)
    }

    mutating func askForTerminalType() {
        writeArgument(.terminalType, [Self.terminalTypeSend])
    }

    mutating func tellWindow(_ size: WindowSize) {
        let numbers = [size.columns, size.rows]
        writeArgument(
            .windowSize,
            numbers.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        )
    }

    private mutating func tellTerminalType() {
        guard case .client(let name?) = role else { return }
        let printable = name.utf8.filter { (0x20...0x7E).contains($0) }
        writeArgument(
            .terminalType,
            [Self.terminalTypeIs] + printable.prefix(Self.terminalTypeCountMax)
        )
    }

    private mutating func writeArgument(_ option: TelnetOption, _ value: [UInt8]) {
        let iac = TelnetCommand.interpretAsCommand.rawValue
        write(.subnegotiationBegin)
        outgoing.writeInteger(option.rawValue)
        for byte in value {
            if byte == iac { outgoing.writeInteger(iac) }
            outgoing.writeInteger(byte)
        }
        write(.subnegotiationEnd)
    }
}
