// A terminal and a real program on it, without a gateway around them: its size, the order of last
// words and end, and a terminal that its program hangs up.

import GatewayTestSupport
import Glibc
import Synchronization
import Telnet
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct TerminalLineTests {
    /// A command, its line, and what has come from it.
    private final class Run: Sendable {
        let reports = Mutex<[TerminalCommand.Report]>([])
        private let heard = Mutex("")

        init(_ command: [String], window: WindowSize? = nil) throws {
            let problem = CommandThread.start {
                TerminalCommand.run(command, ["TERM": "xterm"], window) { report in
                    self.reports.withLock { $0.append(report) }
                }
            }
            #expect(problem == 0)
        }

        func started() throws -> (process: CommandProcess, line: TerminalLine, descriptor: Int32) {
            try eventually("it has started") {
                guard
                    case .started(let process, let line, let descriptor)? = reports.withLock(
                        \.first
                    )
                else { return nil }
                return (process, line, descriptor)
            }
        }

        var end: CommandEnd? {
            if case .ended(let end) = reports.withLock(\.last) { end } else { nil }
        }

        /// Reads until `text` has come; nil: until the end.
        @discardableResult
        func read(until text: String?) throws -> String {
            let descriptor = try started().descriptor
            return try eventually(text ?? "the end") {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                return heard.withLock { heard -> String? in
                    if count > 0 { heard += String(decoding: bytes[..<count], as: UTF8.self) }
                    guard let text else { return count == 0 ? heard : nil }
                    guard let range = heard.range(of: text) else { return nil }
                    defer { heard.removeSubrange(..<range.upperBound) }
                    return String(heard[..<range.upperBound])
                }
            }
        }

        func say(_ text: String) throws {
            #expect(send(try started().descriptor, text, text.utf8.count, 0) == text.utf8.count)
        }

        func close() throws { Glibc.close(try started().descriptor) }
    }

    @Test func `a terminal has its size from the start, and a new one is signalled`() throws {
        let script = "trap 'stty size' WINCH; stty size; while :; do read line; done"
        let run = try Run(["sh", "-c", script], window: WindowSize(columns: 132, rows: 43))
        try run.read(until: "43 132\r\n")
        try run.started().line.resize(to: WindowSize(columns: 80, rows: 65_535))
        // A shell that was just about to read has its trap behind the next line.
        try run.say("\n")
        try run.read(until: "65535 80\r\n")
        try run.close()
        try eventually("it is reaped") { run.end != nil }
    }

    @Test func `the end of the line comes behind the last words, and then the report`() throws {
        let print = "head -c 300000 /dev/zero | tr '\\0' x"
        let run = try Run(["sh", "-c", "stty -opost; \(print); exit 7"])
        let text = try run.read(until: nil)
        #expect(text.count == 300_000)
        try eventually("it is reaped") { run.end == .exited(7) }
        try run.close()
    }

    @Test(.needs(.hangUps))
    func `a terminal that its program hangs up and opens again goes on`() throws {
        // As login(1) does.
        let script = """
            import ctypes, os, signal
            path = os.ttyname(0)
            for _ in range(100):
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
                ctypes.CDLL(None).vhangup()
                for descriptor in (0, 1, 2): os.close(descriptor)
                os.open(path, os.O_RDWR); os.dup(0); os.dup(0)
            os.write(1, b"back\\n")
            os.write(1, os.read(0, 100))
            """
        let run = try Run(["python3", "-c", script])
        try run.read(until: "back\r\n")
        try run.say("and forth\n")
        try run.read(until: "and forth\r\nand forth\r\n")
        try eventually("it is reaped") { run.end == .exited(0) }
        try run.close()
    }

    @Test func `a closed line hangs the program up`() throws {
        let run = try Run(["sh", "-c", "echo here; exec cat"])
        try run.read(until: "here\r\n")
        try run.close()
        try eventually("it is reaped") { run.end == .signalled(SIGHUP) }
    }
}
