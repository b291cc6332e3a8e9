// A device that is a program on a terminal of its own: it keeps what it reads in a file for each of
// its runs, does what the test writes into a pipe for that run, and notes it when another run is
// there already.

import Foundation
import GatewayTestSupport
import Glibc

/// A program behind `command:`.
struct PlayedProgram: PlayedDevice {
    /// Orders come a line each. A lock ends with the process, however that ends.
    private static let script = #"""
        #!/usr/bin/python3 -IS
        import fcntl, os, select, sys, termios, tty
        tty.setraw(0, termios.TCSANOW)
        os.chdir(os.path.dirname(os.path.abspath(sys.argv[0])))
        lock = open("lock", "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            open("intruder", "w")
        run = 1
        while os.path.exists(f"heard.{run}"): run += 1
        os.mkfifo(f"orders.{run}")
        orders = open(f"orders.{run}", "rb+", buffering=0)
        heard = open(f"heard.{run}", "wb", buffering=0)
        def say(words):
            while words: words = words[os.write(1, words):]
        listening, text = True, b""
        while True:
            ready = select.select([orders] + [0] * listening, [], [])[0]
            if 0 in ready:
                words = os.read(0, 65536)
                if not words: sys.exit(0)
                heard.write(words)
            if orders in ready:
                *lines, text = (text + orders.read(65536)).split(b"\n")
                for line in lines:
                    word, _, rest = line.decode().partition(" ")
                    if word == "say": say(bytes.fromhex(rest))
                    if word == "flood": say(b"x" * int(rest))
                    if word == "exit": sys.exit(0)
                    if word == "stall":
                        listening = False
                        open(f"stalled.{run}", "w")
        """#

    private let directory: TemporaryDirectory
    private var path: String { directory.path("board") }
    private var pathAway: String { directory.path("board.away") }

    init() throws {
        directory = Bench.current.add(try TemporaryDirectory())
        try Self.script.write(toFile: pathAway, atomically: true, encoding: .utf8)
        try SystemCallFailure.check("chmod", chmod(pathAway, 0o755))
        try comeBack()
    }

    func configured(listen: [String], keys: [String]) -> GatewayHome.Device {
        GatewayHome.Device(command: [path], listen: listen, keys: keys)
    }

    var visits: [String] { (0..<runCount).map { directory.text("heard.\($0 + 1)") } }

    func waitForVisit(_ number: Int) throws {
        try eventually("run \(number) of the program") { runCount >= number }
    }

    var sawOneAtATime: Bool { !isThere("intruder") }

    func say(_ text: String) throws {
        let digits = text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        try order("say \(digits.joined())")
    }

    func flood(count: Int) throws { try order("flood \(count)") }

    func stall() throws {
        try order("stall")
        try eventually("the program stalls") { isThere("stalled.\(runCount)") }
    }

    /// Every run takes what it is sent until it is told otherwise.
    func goOn() {}

    func goAway() throws {
        try SystemCallFailure.check("rename", rename(path, pathAway))
        try order("exit")
    }

    func comeBack() throws { try SystemCallFailure.check("rename", rename(pathAway, path)) }

    private var runCount: Int {
        var count = 0
        while isThere("heard.\(count + 1)") { count += 1 }
        return count
    }

    private func isThere(_ name: String) -> Bool { access(directory.path(name), F_OK) == 0 }

    /// Has the present run do something.
    private func order(_ line: String) throws {
        let name = directory.path("orders.\(runCount)")
        let pipe = try SystemCallFailure.check("open", open(name, O_WRONLY | O_CLOEXEC))
        defer { close(pipe) }
        let bytes = Array("\(line)\n".utf8)
        guard write(pipe, bytes, bytes.count) == bytes.count else {
            throw SystemCallFailure("write to \(name)")
        }
    }
}
