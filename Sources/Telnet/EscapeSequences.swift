// What a person types to the gateway itself and not to the device: `~.` and its like, at the
// beginning of a line, as with ssh (ssh(1), ESCAPE CHARACTERS). What follows from a command is not
// known here. To add one: a case of `Command`, and its character there.

import NIOCore

/// Finds escape sequences in what a client types.
public struct EscapeSequences: Sendable {
    public enum Command: UInt8, CaseIterable, Sendable {
        /// `~.`
        case leave = 0x2E
        /// `~?`
        case help = 0x3F
        /// `~w`
        case who = 0x77
    }

    public enum Part: Equatable, Sendable {
        /// What is for the device, at least one byte.
        case bytes(ByteBuffer)
        case command(Command)
    }

    /// Off, everything is for the device: a client that sends BINARY transfers a file. An escape
    /// character that was held then comes in front of the next bytes.
    public var isOn = true

    private let character: UInt8
    private var isLineStart = true
    private var isHolding = false
    /// What was found behind bytes that had to be delivered first.
    private var heldCommand: Command?

    /// - Parameter character: What begins a sequence, printable ASCII.
    public init(character: UInt8 = 0x7E) {
        precondition((0x21...0x7E).contains(character), "an escape character is printable")
        self.character = character
    }

    /// Takes the next part from what was typed. To be called until it returns nil; then all of
    /// `bytes` has been read. Wherever they are cut, the parts put together are the same.
    public mutating func read(_ bytes: inout ByteBuffer) -> Part? {
        if let command = heldCommand {
            heldCommand = nil
            return .command(command)
        }
        var run = ByteRun(of: bytes)
        var command: Command?
        let byteCount = bytes.withUnsafeReadableBytes { bytes in
            var index = 0
            while index < bytes.count, command == nil {
                if isHolding {
                    command = readBehindEscape(bytes, &index, &run)
                } else {
                    readPlain(bytes, &index, &run)
                }
            }
            return index
        }
        bytes.moveReaderIndex(forwardBy: byteCount)
        guard let plain = run.take() else { return command.map(Part.command) }
        heldCommand = command
        return .bytes(plain)
    }

    /// Drops an escape character that was held until it is known what follows.
    public mutating func forgetHeld() { isHolding = false }

    /// Reads to behind the next escape character that begins a sequence, or to the end.
    private mutating func readPlain(
        _ bytes: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ run: inout ByteRun
    ) {
        let start = index
        while index < bytes.count {
            index = isOn ? ByteSearch.first(character, in: bytes, from: index) : bytes.count
            if index > start { isLineStart = Self.isNewline(bytes[index - 1]) }
            if index == bytes.count { break }
            if isLineStart {
                run.append(start..<index)
                index += 1
                isHolding = true
                return
            }
            index += 1
        }
        run.append(start..<index)
    }

    private mutating func readBehindEscape(
        _ bytes: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ run: inout ByteRun
    ) -> Command? {
        isHolding = false
        // A command leaves the line as empty as it was.
        if isOn, let command = Command(rawValue: bytes[index]) {
            index += 1
            return command
        }
        if !isOn || bytes[index] != character {
            if index > 0 { run.append(index - 1..<index) } else { run.append(byte: character) }
        }
        run.append(index..<index + 1)
        isLineStart = Self.isNewline(bytes[index])
        index += 1
        return nil
    }

    private static func isNewline(_ byte: UInt8) -> Bool {
        byte == .carriageReturn || byte == .lineFeed
    }
}
