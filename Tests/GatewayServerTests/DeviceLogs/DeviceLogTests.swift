// What waits for a disk that takes nothing: bounded, in order, and what is missing is told. How it
// is written is in LogWorkTests.

import NIOCore
import Synchronization
import Testing

@testable import GatewayServer

@Suite struct DeviceLogTests {
    private func text(of entries: [DeviceLog.Entry]) -> [String] {
        entries.map { entry in
            switch entry {
            case .said(let bytes, _): String(decoding: bytes, as: UTF8.self)
            case .mark(let words, _): "-- \(words)"
            }
        }
    }

    @Test func `what comes is taken in order, and the writer is woken once for all of it`() {
        let wakeCount = Mutex(0)
        let log = DeviceLog(device: "board1", path: "/x") { _ in wakeCount.withLock { $0 += 1 } }
        log.heard(ByteBuffer(string: "one"))
        log.mark("two")
        log.heard(ByteBuffer(string: "three"))
        #expect(wakeCount.withLock { $0 } == 1)
        #expect(text(of: log.take(byteCount: .max)) == ["one", "-- two", "three"])
        #expect(log.isAwaited)
        #expect(log.take(byteCount: .max).isEmpty)
        log.mark("four")
        #expect(wakeCount.withLock { $0 } == 2)
    }

    @Test func `beyond the bound bytes are dropped and counted, and marks are not`() {
        let log = DeviceLog(device: "board1", path: "/x") { _ in }
        let chunk = ByteBuffer(repeating: UInt8(ascii: "x"), count: 64 * 1_024)
        for _ in 1...40 { log.heard(chunk) }
        log.mark("lease 12 ended")
        var taken: [String] = []
        while case let entries = text(of: log.take(byteCount: 64 * 1_024)), !entries.isEmpty {
            taken += entries
        }
        let byteCount = taken.filter { $0.hasPrefix("x") }.map(\.utf8.count).reduce(0, +)
        #expect(byteCount <= DeviceLog.waitingByteCountMax)
        let dropped = 40 * 64 * 1_024 - byteCount
        #expect(taken.suffix(2) == ["-- \(dropped) bytes dropped", "-- lease 12 ended"])
    }

    @Test func `bytes of one each are bounded by what they take`() {
        let log = DeviceLog(device: "board1", path: "/x") { _ in }
        for _ in 1...100_000 { log.heard(ByteBuffer(string: "x")) }
        #expect(log.take(byteCount: .max).count < 20_000)
    }

    @Test func `what was dropped last is told too`() {
        let log = DeviceLog(device: "board1", path: "/x") { _ in }
        log.heard(ByteBuffer(repeating: 0x20, count: 2 * 1_024 * 1_024))
        #expect(text(of: log.take(byteCount: .max)) == ["-- 2097152 bytes dropped"])
        #expect(log.take(byteCount: .max).isEmpty)
    }

    @Test func `after its end nothing is taken`() {
        let log = DeviceLog(device: "board1", path: "/x") { _ in }
        log.end()
        log.heard(ByteBuffer(string: "late"))
        #expect(text(of: log.take(byteCount: .max)) == ["-- log ends"])
    }
}
