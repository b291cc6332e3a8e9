// A state directory that cannot be one: the gateway says which and why, and gives up. That a
// running gateway has it is in SecondGatewayTests.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct UnusableStateDirectoryTests {
    @Test(arguments: ["", "/below/it"])
    func `a file where the state directory should be`(suffix: String) throws {
        let scratch = try GatewayHome([])
        let path = scratch.configurationPath + suffix
        let home = try GatewayHome([.init(connect: "tcp://127.0.0.1:9")], stateDirectory: path)
        let refusal = try home.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(refusal.errors.contains(path), "\(refusal)")
    }

    @Test func `a history that is no database`() throws {
        let home = try GatewayHome([.init(connect: "tcp://127.0.0.1:9")])
        try FileManager.default.createDirectory(
            atPath: home.stateDirectory,
            withIntermediateDirectories: true
        )
        let noise = String(repeating: "this is no database. ", count: 1000)
        try noise.write(toFile: home.history.path, atomically: true, encoding: .utf8)
        let refusal = try home.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(refusal.errors.contains(home.history.path), "\(refusal)")
        #expect(try String(contentsOfFile: home.history.path, encoding: .utf8) == noise)
    }
}
