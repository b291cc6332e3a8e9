// A bad configuration: refused with file, line and column, by `serve` and by `check`, and nothing
// is touched.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BadConfigurationTests {
    @Test(arguments: FaultyConfiguration.all)
    func `a fault is told with file, line and column`(fault: FaultyConfiguration) throws {
        let home = try GatewayHome([])
        try home.configure(
            fault.yaml
                .replacing("{state}", with: home.stateDirectory)
                .replacing("{control}", with: home.control.path)
        )
        for verb in ["check", "serve"] {
            let refusal = try home.run(verb, "--config", home.configurationPath)
            #expect(refusal.status == .exited(78), "\(refusal)")
            let said = refusal.output + refusal.errors
            let place = "\(home.configurationPath):\(fault.line):"
            let line = said.components(separatedBy: "\n").first { $0.contains(place) }
            let sentence = try #require(line, "\(refusal)")
            let rest = try #require(sentence.components(separatedBy: place).last)
            let match = try #require(rest.firstMatch(of: /^(\d+): \S.*/), "\(refusal)")
            if let column = fault.column { #expect(Int(match.1) == column, "\(refusal)") }
            for word in fault.words { #expect(sentence.contains(word), "\(refusal)") }
        }
        #expect(!FileManager.default.fileExists(atPath: home.stateDirectory))
    }

    @Test func `all faults of a file are told at once`() throws {
        let home = try GatewayHome(
            [.init(connect: "tcp://127.0.0.1:9", keys: ["quue_max: 1", "notises: on"])]
        )
        let refusal = try home.run("check", "--config", home.configurationPath)
        #expect(refusal.status == .exited(78))
        let said = refusal.output + refusal.errors
        #expect(said.contains("quue_max") && said.contains("notises"), "\(refusal)")
    }

    @Test func `a good configuration passes the check, which touches nothing`() throws {
        let home = try GatewayHome([.init(connect: "tcp://127.0.0.1:9")])
        let finished = try home.run("check", "--config", home.configurationPath)
        #expect(finished.status == .exited(0), "\(finished)")
        #expect(!FileManager.default.fileExists(atPath: home.stateDirectory))
    }

    @Test func `a missing file is a bad configuration`() throws {
        let home = try GatewayHome([])
        for verb in ["check", "serve"] {
            let refusal = try home.run(verb, "--config", "/nonexistent/hotseat.yaml")
            #expect(refusal.status == .exited(78), "\(refusal)")
            #expect(refusal.errors.contains("/nonexistent/hotseat.yaml"), "\(refusal)")
        }
    }
}
