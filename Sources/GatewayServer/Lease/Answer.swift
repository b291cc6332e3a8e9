// Whether the device has answered what its client sent, or may have said no more than a greeting,
// a prompt, an echo. Only a client that has closed its side asks: after an answer it is let go
// sooner. In doubt it is none: nobody waits, and the client's time is over soon enough. How long
// that is, is in `LeaseRunner+Answers`.

import NIOCore

/// The end of what the device has said, and what it was sent before. Bounded, whatever that is.
///
/// - A device that had been quiet has greeted. What it says then, to one line, beyond the echo of
///   it, is the answer.
/// - Another may still be greeting, in as many pieces as it likes, or still answer an earlier line.
///   It has answered once it waits for more at its prompt (a last line without an end), and has
///   shown that as often as is due: once for its greeting, and once for each line.
struct Answer {
    /// So much of the end of what was said is looked through.
    private static let heardByteCountMax = 4 * 1_024
    /// So much of the end of what was sent is looked for in an echo.
    private static let sentByteCountMax = 64
    /// So much of what is sent at once is looked through for lines. A longer text is a file.
    private static let readByteCountMax = 4 * 1_024
    /// So many prompts are not counted any more.
    private static let dueCountMax = 64

    /// So long a device may pause in what it says.
    static let quiet = Duration.milliseconds(200)
    /// A device that greets has begun to so long after its link was opened.
    private static let greetingMax = Duration.seconds(1)

    /// How many prompts are due: one for the greeting, one for each line.
    private var dueCount: Int
    /// It had been quiet before it was sent what it is to answer.
    private var hasGreeted = false
    private var hasSent = false
    /// The end of the last line that was sent.
    private var sent: [UInt8] = []
    private var isLineOver = true
    private var isBehindCR = false
    /// The end of what the device has said.
    private var heard = ByteBuffer()
    private var hasHeardSince = false

    /// `isGreetingDue`: false where the link was there before, and quiet.
    init(isGreetingDue: Bool) {
        dueCount = isGreetingDue ? 1 : 0
    }

    /// Whether there is one, if the device is quiet now.
    var isGiven: Bool {
        if hasGreeted, dueCount <= 1 { return saysMoreThanEcho }
        let lines = heard.end(byteCountMax: Self.heardByteCountMax)
            .split(separator: .lineFeed, omittingEmptySubsequences: false)
            .map { $0.drop { $0 == .carriageReturn } }
        guard dueCount < Self.dueCountMax, let prompt = lines.last, !prompt.isEmpty else {
            return false
        }
        return lines.count { $0.starts(with: prompt) } >= dueCount
    }

    /// What stands in the echo's own line beside it, a prompt or a colour, is no answer.
    private var saysMoreThanEcho: Bool {
        let heard = heard.end(byteCountMax: Self.heardByteCountMax)
        if !sent.isEmpty, let echo = heard.firstRange(of: sent) {
            return heard[echo.upperBound...].drop { $0 != .lineFeed }.contains { !$0.isLineEnd }
        }
        let text = heard.filter { !$0.isLineEnd }
        return !text.isEmpty && !sent.contains(text)
    }

    /// The client's bytes are on their way. `silence`: for how long the device has said nothing,
    /// and had no reason to; zero while its link is not open.
    mutating func clientSent(_ bytes: ByteBuffer, behind silence: Duration) {
        if hasStopped(silence) {
            hasGreeted = true
            dueCount = 0
            heard.clear()
        }
        hasSent = true
        hasHeardSince = false
        if bytes.readableBytes > Self.readByteCountMax { dueCount = Self.dueCountMax }
        let isCounting = dueCount < Self.dueCountMax
        let byteCountMax = isCounting ? Self.readByteCountMax : Self.sentByteCountMax
        read(bytes.end(byteCountMax: byteCountMax))
    }

    /// Whether it has said all that was due before.
    private func hasStopped(_ silence: Duration) -> Bool {
        guard silence >= Self.quiet else { return false }
        if hasSent { return hasHeardSince && saysMoreThanEcho }
        return isAtPrompt || dueCount == 0 || silence >= Self.greetingMax
    }

    /// Whether its last line has no end yet.
    private var isAtPrompt: Bool {
        heard.readableBytesView.last.map { !$0.isLineEnd } ?? false
    }

    /// The gateway itself has sent the device something, at the beginning of the lease. What comes
    /// of that looks like the end of a greeting.
    mutating func gatewaySent(_ bytes: [UInt8]) {
        hasGreeted = false
        hasSent = true
        hasHeardSince = false
        isLineOver = true
        read(bytes)
        isLineOver = true
    }

    private mutating func read(_ bytes: [UInt8]) {
        for byte in bytes {
            defer { isBehindCR = byte == .carriageReturn }
            if byte == .lineFeed, isBehindCR { continue }
            if isLineOver {
                dueCount = min(dueCount + 1, Self.dueCountMax)
                sent.removeAll(keepingCapacity: true)
            }
            isLineOver = byte.isLineEnd
            if !byte.isLineEnd { sent.append(byte) }
        }
        sent.removeFirst(max(0, sent.count - Self.sentByteCountMax))
    }

    mutating func deviceSaid(_ bytes: ByteBuffer) {
        hasHeardSince = true
        var end = bytes
        end.moveReaderIndex(forwardBy: max(0, bytes.readableBytes - Self.heardByteCountMax))
        heard.writeBuffer(&end)
        // Not at every byte: what is behind it has to move.
        guard heard.readableBytes > 2 * Self.heardByteCountMax else { return }
        heard.moveReaderIndex(forwardBy: heard.readableBytes - Self.heardByteCountMax)
        heard.discardReadBytes()
    }
}

extension ByteBuffer {
    fileprivate func end(byteCountMax: Int) -> [UInt8] {
        let length = min(readableBytes, byteCountMax)
        return getBytes(at: writerIndex - length, length: length) ?? []
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn }
}
