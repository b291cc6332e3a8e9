// What the device has said since its client last sent something: an answer, or no more than a
// greeting or the echo of what was sent. Only a client that has closed its side asks: after an
// answer it is let go sooner. How long is in `LeaseRunner+Answers`.

import LeaseCore
import NIOCore

/// The beginning of what may be the device's answer. Bounded, whatever is said or sent.
struct Answer {
    /// So much is not said by a device that only greets and echoes.
    private static let heardByteCountMax = 512
    /// So much of the end of what was sent is looked for in an echo.
    private static let sentByteCountMax = 64
    /// What comes so long after the first word is no more a greeting.
    private static let greetingMax = Duration.milliseconds(20)

    /// The end of the last line that the client sent.
    private var sent: [UInt8] = []
    private var isLineOver = false
    /// The beginning of what the device has said since, without line ends.
    private var heard: [UInt8] = []
    private var heardByteCount = 0
    private var firstHeard: Instant?
    private var lastHeard: Instant?
    /// The device had greeted before it was sent anything.
    private var hasGreeted = false

    /// Whether it is one: more than an echo, and more than a greeting.
    var isGiven: Bool {
        guard let firstHeard, let lastHeard, !heard.isEmpty else { return false }
        if heardByteCount > Self.heardByteCountMax { return true }
        if !sent.isEmpty, let echo = heard.firstRange(of: sent) {
            return echo.upperBound < heard.endIndex
        }
        if sent.starts(with: heard) { return false }
        return hasGreeted || lastHeard - firstHeard > Self.greetingMax
    }

    /// From now on the client's bytes pass.
    mutating func beginInput(hasGreeted: Bool) {
        self.hasGreeted = hasGreeted
        forget()
    }

    mutating func clientSent(_ bytes: ByteBuffer) {
        for byte in bytes.readableBytesView.suffix(Self.sentByteCountMax) {
            guard byte.isNoLineEnd else {
                isLineOver = true
                continue
            }
            if isLineOver { sent.removeAll(keepingCapacity: true) }
            isLineOver = false
            sent.append(byte)
        }
        sent.removeFirst(max(0, sent.count - Self.sentByteCountMax))
        if firstHeard != nil { hasGreeted = true }
        forget()
    }

    mutating func deviceSaid(_ bytes: ByteBuffer, at now: Instant) {
        firstHeard = firstHeard ?? now
        lastHeard = now
        heardByteCount += bytes.readableBytes
        let room = Self.heardByteCountMax - heard.count
        guard room > 0 else { return }
        heard += bytes.readableBytesView.prefix(room).filter(\.isNoLineEnd)
    }

    private mutating func forget() {
        heard.removeAll(keepingCapacity: true)
        heardByteCount = 0
        firstHeard = nil
        lastHeard = nil
    }
}

extension UInt8 {
    fileprivate var isNoLineEnd: Bool {
        self != UInt8(ascii: "\r") && self != UInt8(ascii: "\n")
    }
}
