// Another name for a log that is large, or that somebody else has renamed: the next line is in a
// file of the old name.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LogRotationTests {
    private func content(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test func `a log of ten mebibytes gets the next name`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startLogging(device)
        let path = gateway.home.logPath
        try gateway.waitForLog(FakeDevice.prompt)
        try "old\n".write(toFile: path + ".1", atomically: false, encoding: .utf8)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 10 * 1_024 * 1_024)
        try handle.close()
        device.say("\r\nthe last of the old\r\n")
        try eventually("the log has another name") { (try? content(path + ".2")) == "old\n" }
        try eventually("the old log is whole") {
            (try? content(path + ".1"))?.contains(" the last of the old\n") == true
        }
        device.say("the first of the next\r\n")
        #expect(try !gateway.waitForLog("the first of the next\n").contains("the last"))
    }

    @Test func `a log that was moved away is made anew, by SIGHUP at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startLogging(device)
        let path = gateway.home.logPath
        try gateway.waitForLog(FakeDevice.prompt)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        #expect(try gateway.reload())
        try eventually("the log is there again") { FileManager.default.fileExists(atPath: path) }
        device.say("\r\nafter SIGHUP\r\n")
        #expect(try !gateway.waitForLog("after SIGHUP").contains("link opened"))

        try FileManager.default.removeItem(atPath: path)
        device.say("without SIGHUP\r\n")
        #expect(try !gateway.waitForLog("without SIGHUP").contains("after SIGHUP"))
    }

    @Test func `another log in the configuration counts at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startLogging(device)
        let holder = try gateway.client()
        let lease = try holder.readGrant()
        try gateway.waitForLog(FakeDevice.prompt)
        let other = gateway.home.path("other.log")
        try gateway.home.configure(for: device, loggingTo: other)
        #expect(try gateway.reload())
        #expect(try gateway.waitForLog("log ends").hasSuffix(" log ends\n"))
        try gateway.waitForLog(" lease \(lease) to 127.0.0.1\n", at: other)
        device.say("\r\nhere\r\n")
        try gateway.waitForLog(" here\n", at: other)
        #expect(try !content(gateway.home.logPath).contains("here"))
    }
}
