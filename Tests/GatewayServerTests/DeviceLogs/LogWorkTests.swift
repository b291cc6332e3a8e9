// Entries into a real file: rotated when it is large, opened anew when it was moved away, whole
// again after somebody left half a line, and kept while the disk is full.

import Foundation
import GatewayTestSupport
import Testing

@testable import GatewayServer

@Suite struct LogWorkTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("board1.log") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func write(_ texts: String..., by work: inout LogWork) throws(LogFile.Failure) {
        var entries = texts.map { DeviceLog.Entry.said(Array($0.utf8), at: 0) }
        try work.writeAll { _ in
            defer { entries = [] }
            return entries
        }
    }

    private func content(_ suffix: String = "") throws -> String {
        try String(contentsOfFile: path + suffix, encoding: .utf8)
            .replacing("1970-01-01T00:00:00.000Z ", with: "")
    }

    @Test func `a file that is large gets the next name, five are kept`() throws {
        var work = LogWork(path: path)
        for number in 1...7 {
            try write("file \(number)\n", by: &work)
            #expect(truncate(path, off_t(LogFile.byteCountMax)) == 0)
            try write("end of \(number)\n", by: &work)
        }
        try write("now\n", by: &work)
        #expect(try content() == "now\n")
        for age in 1...5 {
            #expect(try content(".\(age)").hasPrefix("file \(8 - age)\n"))
        }
        #expect(!FileManager.default.fileExists(atPath: path + ".6"))
    }

    @Test func `a line that never ends is broken at last`() throws {
        var work = LogWork(path: path)
        try write("endless", by: &work)
        #expect(truncate(path, off_t(LogFile.byteCountMax)) == 0)
        try write(" line", by: &work)
        #expect(!FileManager.default.fileExists(atPath: path + ".1"))
        #expect(truncate(path, off_t(LogFile.byteCountMax + 1_024 * 1_024)) == 0)
        try write(" goes", by: &work)
        try write(" on", by: &work)
        #expect(try content() == " on")
    }

    @Test func `a file that was moved away, or deleted, is made anew`() throws {
        var work = LogWork(path: path)
        try write("one\n", by: &work)
        #expect(rename(path, path + ".old") == 0)
        try write("two\n", by: &work)
        #expect(try content(".old") == "one\n")
        #expect(try content() == "two\n")
        #expect(unlink(path) == 0)
        try write("three\n", by: &work)
        #expect(try content() == "three\n")
    }

    @Test func `half a line of a run before is ended first`() throws {
        try "half".write(toFile: path, atomically: false, encoding: .utf8)
        var work = LogWork(path: path)
        try write("whole\n", by: &work)
        #expect(try content() == "half\nwhole\n")
    }

    @Test func `nobody but its user and group reads it`() throws {
        var work = LogWork(path: path)
        try write("one\n", by: &work)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o137 } == 0)
    }

    @Test func `a full disk takes nothing, says so, and is tried again later and later`() {
        var work = LogWork(path: "/dev/full")
        let failure = #expect(throws: LogFile.Failure.self) { try write("lost?", by: &work) }
        #expect(failure?.code == ENOSPC)
        #expect((1...6).map { _ in work.takePause() }.last == .seconds(5))
    }

    @Test func `a FIFO that nobody reads holds nothing up`() throws {
        #expect(mkfifo(path, 0o600) == 0)
        var work = LogWork(path: path)
        let failure = #expect(throws: LogFile.Failure.self) { try write("lost?", by: &work) }
        #expect(failure?.code == ENXIO)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let flood = String(repeating: "x", count: 200_000)
        let full = #expect(throws: LogFile.Failure.self) { try write(flood, by: &work) }
        #expect(full?.code == EAGAIN)
    }

    @Test func `a directory that is missing, or a directory instead of a file, is a problem`() {
        for path in [directory.path("none/board1.log"), directory.path("")] {
            #expect(throws: (any Error).self) { try DeviceLogs.check(path, of: "board1") }
        }
        #expect(throws: Never.self) { try DeviceLogs.check(path, of: "board1") }
    }
}
