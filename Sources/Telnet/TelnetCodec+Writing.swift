// To the wire: 0xFF is doubled, always; and where we do not send BINARY, a CR is followed by a LF
// or a NUL (RFC 854, page 11). Which of the two is not known for a CR that comes last, and it must
// not wait: a server sends it and the other byte when it is known, because a terminal shows a CR at
// once. A client sends CR NUL, because many devices wait for the second byte; the LF that may
// follow is then left out: to a server, CR LF is no more than CR NUL (RFC 1123, section 3.3.1).

import NIOCore

extension TelnetCodec {
    /// The bytes as they have to be written; in front of them, what the codec itself still had to
    /// say. Where there is nothing of that and nothing to escape, they are the same buffer.
    /// Wherever the bytes are cut, the peer reads the same.
    public mutating func encode(_ bytes: ByteBuffer) -> ByteBuffer {
        let escaped = escape(bytes)
        guard var wire = takeOutgoing() else { return escaped }
        wire.writeImmutableBuffer(escaped)
        return wire
    }

    /// Says a command, behind all that was encoded before.
    public mutating func send(_ signal: TelnetSignal) {
        write(signal.command)
    }

    private mutating func escape(_ bytes: ByteBuffer) -> ByteBuffer {
        guard bytes.readableBytes > 0 else { return bytes }
        let isBinary = isOn(.binary, .ours)
        var run = ByteRun(of: bytes)
        bytes.withUnsafeReadableBytes { bytes in
            var start = 0
            if hasSentCR {
                hasSentCR = false
                if isServer, bytes[0] != .lineFeed { run.append(byte: 0) }
                if !isServer, bytes[0] == .lineFeed { start = 1 }
            }
            escape(bytes, from: start, isBinary: isBinary, &run)
        }
        return run.take() ?? ByteBuffer()
    }

    private mutating func escape(
        _ bytes: UnsafeRawBufferPointer,
        from start: Int,
        isBinary: Bool,
        _ run: inout ByteRun
    ) {
        let iac = TelnetCommand.interpretAsCommand.rawValue
        var start = start
        var index = start
        while index < bytes.count {
            index =
                isBinary
                ? ByteSearch.first(iac, in: bytes, from: index)
                : ByteSearch.first(iac, or: .carriageReturn, in: bytes, from: index)
            if index == bytes.count { break }
            let next = index + 1
            var added: UInt8?
            if bytes[index] == iac {
                added = iac
            } else if next == bytes.count {
                hasSentCR = true
                added = isServer ? nil : 0
            } else if bytes[next] != .lineFeed {
                added = 0
            }
            if let added {
                run.append(start..<next)
                run.append(byte: added)
                start = next
            }
            index = next
        }
        run.append(start..<bytes.count)
    }

    /// Sends the byte that a CR is still owed, before the rule changes.
    mutating func finishLine() {
        guard isServer, hasSentCR else { return }
        hasSentCR = false
        outgoing.writeInteger(UInt8(0))
    }

    mutating func write(_ command: TelnetCommand) {
        outgoing.writeMultipleIntegers(
            TelnetCommand.interpretAsCommand.rawValue,
            command.rawValue
        )
    }

    mutating func write(_ command: TelnetCommand, _ code: UInt8) {
        write(command)
        outgoing.writeInteger(code)
    }
}
