// What is installed works: the example configuration is one, its comments show the defaults, and
// the service agrees with both.

import GatewayConfiguration
import Testing

@Suite struct DeployTests {
    @Test func `the installed example has no fault`() throws {
        #expect(try faults(repositoryFile("deploy/hotseat.yaml")) == [])
    }

    @Test func `what the installed example shows in comments are the defaults`() throws {
        let example = try repositoryFile("deploy/hotseat.yaml")
        let shown = example.replacing(#/(?m)^(\ +)\#\ ([a-z_]+:)/#) { "\($0.1)\($0.2)" }
        #expect(example.count - shown.count == 2 * 14)
        #expect(try settings(shown) == settings(example))
    }

    @Test func `the installed example keeps its files where the service may write`() throws {
        let settings = try settings(repositoryFile("deploy/hotseat.yaml"))
        #expect(settings.stateDirectory == "/var/lib/hotseat")
        #expect(settings.controlSocket == Surroundings.systemControlSocket)
    }

    @Test func `the service checks and serves the default file, and stays down after a bad one`()
        throws
    {
        let unit = try repositoryFile("deploy/hotseat.service").split(separator: "\n")
        let file = ConfigurationFile.defaultPath
        #expect(unit.contains("ExecStartPre=/usr/bin/hotseat check --config \(file)"))
        #expect(unit.contains("ExecStart=/usr/bin/hotseat serve --config \(file)"))
        #expect(unit.contains("RestartPreventExitStatus=78"))
        #expect(unit.contains("ExecReload=/bin/kill -HUP $MAINPID"))
    }
}
