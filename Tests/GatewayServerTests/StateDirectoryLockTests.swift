// One gateway a state directory. The directories are real, made and removed by each test; two real
// gateways are seen end to end.

import Foundation
import GatewayAPI
import Testing

@testable import GatewayServer

@Suite struct StateDirectoryLockTests {
    private let path = NSTemporaryDirectory() + "hotseat-lock-\(UUID().uuidString)"

    @Test func `the second one is told who has it`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lock = try StateDirectoryLock.take(path + "/deep/down")
        let problem = #expect(throws: Problem.self) {
            _ = try StateDirectoryLock.take(path + "/deep/down")
        }
        #expect(problem?.code == .stateDirectoryInUse)
        #expect(problem?.message.contains("pid \(getpid())") == true)
        withExtendedLifetime(lock) {}
    }

    @Test func `it is free again when its holder is gone`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let lock = try StateDirectoryLock.take(path)
            withExtendedLifetime(lock) {}
        }
        _ = try StateDirectoryLock.take(path)
    }

    @Test func `a file in its place is a clear sentence`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let problem = #expect(throws: Problem.self) { _ = try StateDirectoryLock.take(path) }
        #expect(problem?.code == .stateDirectoryUnusable)
        #expect(problem?.message.contains(path) == true)
        #expect(problem?.code.exitStatus == 78)
    }
}
