// The writer's half of one device's log: what is formatted and not written yet, and how far the
// file is. Which log's turn it is, and when to try again, is `DeviceLogs`' to say.

/// Writes entries into a file.
struct LogWork {
    /// How much is formatted at a time.
    private static let turnByteCount = 64 * 1_024
    /// A device that never ends its line has it broken when the file is larger by so much.
    private static let lineByteCountMax: Int64 = 1_024 * 1_024

    private static let pauseMin = Duration.milliseconds(250)
    private static let pauseMax = Duration.seconds(5)

    private var file: LogFile
    private var lines = LogLines()
    private var unwritten: ArraySlice<UInt8> = []
    /// Why the file has its name still although it is large; nil while all is well.
    private(set) var rotationFailure: LogFile.Failure?
    private var pause = pauseMin

    init(path: String) {
        file = LogFile(path: path)
    }

    /// Writes until nothing is left to take: `take` gives about so many bytes. What could not be
    /// written is kept.
    mutating func writeAll(
        _ take: (_ byteCount: Int) -> [DeviceLog.Entry]
    ) throws(LogFile.Failure) {
        while true {
            try prepare()
            if unwritten.isEmpty { format(take(Self.turnByteCount)) }
            guard !unwritten.isEmpty else { break }
            while !unwritten.isEmpty {
                unwritten = unwritten.dropFirst(try file.write(unwritten))
                pause = Self.pauseMin
            }
            rotateIfLarge()
        }
    }

    /// How long to wait before the next try; longer each time that nothing is taken.
    mutating func takePause() -> Duration {
        defer { pause = min(pause * 2, Self.pauseMax) }
        return pause
    }

    /// The next write opens the file of that name.
    mutating func close() { file.close() }

    private mutating func prepare() throws(LogFile.Failure) {
        guard try file.prepare() else { return }
        if unwritten.isEmpty { lines.startOver() }
        // After a crash, or a full disk.
        if file.isWithinLine { unwritten = [UInt8(ascii: "\n")] + unwritten }
    }

    private mutating func format(_ entries: [DeviceLog.Entry]) {
        var text: [UInt8] = []
        for entry in entries {
            switch entry {
            case .said(let bytes, let time): lines.append(bytes, at: time, to: &text)
            case .mark(let words, let time): lines.append(mark: words, at: time, to: &text)
            }
        }
        unwritten = text[...]
    }

    /// Between two lines, if there is one.
    private mutating func rotateIfLarge() {
        let excess = file.byteCount - LogFile.byteCountMax
        guard excess >= 0, lines.isAtLineStart || excess >= Self.lineByteCountMax else { return }
        do {
            try file.rotate()
            rotationFailure = nil
        } catch {
            rotationFailure = error
        }
    }
}
