// From the wire: plain bytes and commands, and the newline rule (RFC 854, page 11; RFC 1123,
// section 3.3.1). CR NUL is a CR. CR LF is the end-of-line key for a server, and so a CR; what a
// device prints keeps its LF. Commands may lie anywhere, also between a CR and what belongs to it.

import NIOCore

extension TelnetCodec {
    /// Takes the next part from what the peer sent. To be called until it returns nil; then all of
    /// `bytes` has been read. Wherever the peer's bytes are cut, the parts put together are the
    /// same.
    public mutating func read(_ bytes: inout ByteBuffer) -> TelnetEvent? {
        if let event = heldEvent {
            heldEvent = nil
            return event
        }
        var run = ByteRun(of: bytes)
        var event: TelnetEvent?
        let byteCount = bytes.withUnsafeReadableBytes { bytes in
            var index = 0
            while index < bytes.count, event == nil {
                event = step(bytes, &index, &run)
            }
            return index
        }
        bytes.moveReaderIndex(forwardBy: byteCount)
        guard let plain = run.take() else { return event }
        heldEvent = event
        return .bytes(plain)
    }

    /// Reads at least one byte, at most to where something else begins.
    private mutating func step(
        _ bytes: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ run: inout ByteRun
    ) -> TelnetEvent? {
        switch place {
        case .plain:
            readPlain(bytes, &index, &run)
        case .argument:
            readArgument(bytes, &index)
        case .command:
            let byte = bytes[index]
            index += 1
            place = .plain
            return obey(byte, at: index - 1, &run)
        case .option(let command):
            let code = bytes[index]
            index += 1
            place = .plain
            return negotiate(command, code)
        case .argumentCommand:
            return endArgument(bytes[index], &index)
        }
        return nil
    }

    private mutating func readPlain(
        _ bytes: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ run: inout ByteRun
    ) {
        let iac = TelnetCommand.interpretAsCommand.rawValue
        let isBinary = options[.binary, .theirs].isOn
        if hasReadCR, bytes[index] != iac {
            hasReadCR = false
            if !isBinary, bytes[index] == 0 || (isServer && bytes[index] == .lineFeed) {
                index += 1
                return
            }
        }
        let start = index
        index =
            isBinary
            ? ByteSearch.first(iac, in: bytes, from: start)
            : ByteSearch.first(iac, or: .carriageReturn, in: bytes, from: start)
        if index < bytes.count, bytes[index] != iac {
            index += 1
            hasReadCR = true
        }
        run.append(start..<index)
        if index < bytes.count, bytes[index] == iac {
            index += 1
            place = .command
        }
    }

    private mutating func obey(
        _ byte: UInt8,
        at index: Int,
        _ run: inout ByteRun
    ) -> TelnetEvent? {
        // What is no command at all is passed over, as is one that has nothing to say here.
        guard let command = TelnetCommand(rawValue: byte) else { return nil }
        switch command {
        case .interpretAsCommand:
            hasReadCR = false
            run.append(index..<index + 1)
        case .will, .wont, .do, .dont:
            place = .option(command)
        case .subnegotiationBegin:
            place = .argument
        case .breakSignal:
            return .breakSignal
        case .areYouThere:
            return .areYouThere
        default:
            // A device has no keyboard: from there these mean nothing.
            if isServer, let character = command.controlCharacter {
                hasReadCR = false
                run.append(byte: character)
            }
        }
        return nil
    }
}
