// A log that a test can wait on, line by line, for what the history tells nobody else. Nothing is
// printed.

import Logging

/// Hands each message to whoever waits for it.
struct LogTap: LogHandler {
    private let line: AsyncStream<String>.Continuation

    static func make() -> (logger: Logger, lines: AsyncStream<String>) {
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        return (Logger(label: "test") { _ in LogTap(line: line) }, lines)
    }

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    private init(line: AsyncStream<String>.Continuation) {
        self.line = line
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        line.yield("\(event.level): \(event.message)")
    }
}
