// A program that is not there is tried again like any device that refuses, and its holder is told;
// installed meanwhile, it is the device.

import Foundation
import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct CommandIsMissingTests {
    @Test func `its holder ends after device_ready, with the system's word for it`() throws {
        let gateway = try GatewayProcess.start(
            command: ["no-such-program-anywhere"],
            keys: ["device_ready: 1s"]
        )
        let user = try gateway.client()
        let (text, _) = try user.readToEnd()
        let word = "no-such-program-anywhere cannot be started: No such file or directory"
        #expect(text.contains("board1: the device refuses connections (\(word))."))
        let row = try gateway.history.ended(user)
        #expect(row.ending == "device_refused device connecting")
        #expect(row.endDetail == word)
    }

    @Test func `a program that may not be executed is refused with that word`() throws {
        let gateway = try GatewayProcess.start(
            command: ["/etc/passwd"],
            keys: ["device_ready: 500ms"]
        )
        let user = try gateway.client()
        _ = try user.readToEnd()
        let row = try gateway.history.ended(user)
        #expect(row.endDetail == "/etc/passwd cannot be started: Permission denied")
    }

    @Test func `one that is installed meanwhile is the device`() throws {
        let directory = try TemporaryDirectory()
        Bench.current.add(directory)
        let program = directory.path("late")
        let gateway = try GatewayProcess.start(command: [program])
        let user = try gateway.client()
        try user.readToGrant()
        let unfinished = directory.path("unfinished")
        try "#!/bin/sh\necho here\nexec cat\n".write(
            toFile: unfinished,
            atomically: true,
            encoding: .utf8
        )
        #expect(chmod(unfinished, 0o755) == 0)
        #expect(rename(unfinished, program) == 0)
        try user.read(until: "here\r\n")
    }
}
