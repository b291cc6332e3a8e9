// What a device said, as lines of its log: bytes and their times in, text out. A line of the
// device's begins with the time of its first byte, one of ours with `--`, and nothing that a device
// says can look like one of ours. What comes is written as it comes: a prompt has no end to wait
// for. No file is here; that is `LogFile`'s.

import GatewayAPI

/// Makes the lines of one log.
struct LogLines {
    private enum Place {
        case lineStart, withinLine
    }

    /// What the byte behind it decides.
    private enum Held {
        case nothing
        /// CR, one or more: before LF they are its part; else they are one return.
        case returns
        /// The first byte of what may be a control character in UTF-8: U+0080 to U+009F.
        case controlLead
    }

    private static let controlLead: UInt8 = 0xC2

    private var place = Place.lineStart
    private var held = Held.nothing
    /// The last time that was written, and how: a flood has many lines a millisecond.
    private var stamp: (milliseconds: Int64, text: [UInt8]) = (-1, [])

    var isAtLineStart: Bool { place == .lineStart }

    /// Appends what the device said at a time, in milliseconds since the epoch.
    mutating func append(_ bytes: [UInt8], at milliseconds: Int64, to text: inout [UInt8]) {
        for byte in bytes {
            switch (held, byte) {
            case (.returns, UInt8(ascii: "\r")): continue
            case (.returns, UInt8(ascii: "\n")), (.nothing, UInt8(ascii: "\n")):
                held = .nothing
                begin(at: milliseconds, &text)
                endLine(&text)
                continue
            case (.controlLead, 0x80...0x9F):
                held = .nothing
                Self.escape(Self.controlLead, &text)
                Self.escape(byte, &text)
                continue
            default: settle(&text)
            }
            take(byte, at: milliseconds, &text)
        }
    }

    /// Appends a line of ours.
    mutating func append(
        mark words: String,
        at milliseconds: Int64,
        to text: inout [UInt8]
    ) {
        breakLine(&text)
        text += Array("-- \(Timestamp(milliseconds: milliseconds).text) ".utf8)
        text += words.utf8.filter { (0x20...0x7E).contains($0) }
        text.append(UInt8(ascii: "\n"))
    }

    /// Ends a line that the device has not ended.
    mutating func breakLine(_ text: inout [UInt8]) {
        held = .nothing
        if place == .withinLine { endLine(&text) }
    }

    /// What comes next is written to another file.
    mutating func startOver() {
        held = .nothing
        place = .lineStart
    }

    private mutating func take(_ byte: UInt8, at milliseconds: Int64, _ text: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\n"):
            begin(at: milliseconds, &text)
            endLine(&text)
        case UInt8(ascii: "\r"): held = .returns
        case Self.controlLead:
            begin(at: milliseconds, &text)
            held = .controlLead
        case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...:
            begin(at: milliseconds, &text)
            text.append(byte)
        default:
            begin(at: milliseconds, &text)
            Self.escape(byte, &text)
        }
    }

    /// What was held is not what it might have been.
    private mutating func settle(_ text: inout [UInt8]) {
        switch held {
        case .nothing: return
        // At the start of a line a return goes nowhere.
        case .returns: if place == .withinLine { Self.escape(UInt8(ascii: "\r"), &text) }
        case .controlLead: text.append(Self.controlLead)
        }
        held = .nothing
    }

    private mutating func begin(at milliseconds: Int64, _ text: inout [UInt8]) {
        guard place == .lineStart else { return }
        place = .withinLine
        if stamp.milliseconds != milliseconds {
            let words = "\(Timestamp(milliseconds: milliseconds).text) "
            stamp = (milliseconds, Array(words.utf8))
        }
        text += stamp.text
    }

    private mutating func endLine(_ text: inout [UInt8]) {
        text.append(UInt8(ascii: "\n"))
        place = .lineStart
    }

    /// `\x1B`: seen, and no terminal obeys it.
    private static func escape(_ byte: UInt8, _ text: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        text += [
            UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ]
    }
}
