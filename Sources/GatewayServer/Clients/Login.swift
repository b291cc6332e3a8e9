// The conversation in front of a session, as far as it can be had without a socket: bytes in, line
// by line, and what is to become of the client. Who has which token is asked of a closure; time,
// and the words that the client reads, are the runner's. Once somebody is in, nothing here runs.

import NIOCore

/// One client's login on a line protocol.
struct Login {
    /// What is asked for.
    enum Question {
        case name, token
    }

    enum Outcome: Equatable {
        /// More bytes have to come.
        case awaited
        /// The line was nobody's name or token; so many more may be said.
        case wrong(triesLeft: Int)
        /// What follows the line is the session's own.
        case known(user: String)
        case refused(Refusal)
    }

    enum Refusal: Equatable {
        /// `triesMax` wrong lines.
        case wrongTooOften
        /// A line of more than `lineByteCountMax`.
        case tooLong
    }

    /// A longer line is nobody's name or token, without its end.
    static let lineByteCountMax = 256
    /// How many lines may be said.
    static let triesMax = 3
    /// How long all of it may take.
    static let durationMax = TimeAmount.seconds(30)

    let question: Question
    private var line: [UInt8] = []
    private var triesLeft = triesMax
    /// The last line ended in CR: an LF right behind it belongs to its end.
    private(set) var isBehindCR = false

    init(asking question: Question) {
        self.question = question
    }

    /// Takes bytes up to the end of the next line. `identify` gives the user of a line.
    mutating func take(
        _ bytes: inout ByteBuffer,
        identify: (_ line: [UInt8]) -> String?
    ) -> Outcome {
        while let byte = bytes.readInteger(as: UInt8.self) {
            let isEndAlready = isBehindCR && byte == UInt8(ascii: "\n")
            isBehindCR = byte == UInt8(ascii: "\r")
            if isEndAlready { continue }
            if isBehindCR || byte == UInt8(ascii: "\n") { return endLine(identify) }
            guard line.count < Self.lineByteCountMax else { return .refused(.tooLong) }
            line.append(byte)
        }
        return .awaited
    }

    private mutating func endLine(_ identify: (_ line: [UInt8]) -> String?) -> Outcome {
        defer { line.removeAll() }
        if let user = identify(line) { return .known(user: user) }
        triesLeft -= 1
        return triesLeft > 0 ? .wrong(triesLeft: triesLeft) : .refused(.wrongTooOften)
    }
}
