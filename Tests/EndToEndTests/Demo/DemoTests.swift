// `serve --demo`: two boards without any hardware, on the ports that the README names. The ports
// are fixed, so the test says so when somebody else has them.

import GatewayTestSupport
import Glibc
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct DemoTests {
        @Test(.needs(.demoPorts)) func `the demo's boards answer on their ports`() throws {
            let home = try GatewayHome([])
            let gateway = try ChildProcess(
                [Program.hotseat, "serve", "--demo", "--state-dir", home.stateDirectory]
            )
            Bench.current.add(gateway)
            for (name, port) in [("demo1", UInt16(4001)), ("demo2", 4002)] {
                let client = try eventually("\(name) listens") {
                    try? LineClient.connect(to: TCPAddress(host: "127.0.0.1", port: port))
                }
                try client.readToGrant(of: name)
                try client.send("help\r\n")
                for verb in ["version", "echo", "uptime", "flood", "slow", "quit"] {
                    try client.read(until: verb)
                }
                let waiter = try LineClient.connect(
                    to: TCPAddress(host: "127.0.0.1", port: port)
                )
                #expect(try waiter.readPlace() == .init(1, of: 1))
                try client.send("quit\r\n")
                #expect(try client.readToEnd().1 == .closed)
                try waiter.readGrant(of: name)
                try waiter.send("echo still here\r\n")
                try waiter.read(until: "still here")
                let person = try TerminalProgram.telnet(
                    to: TCPAddress(host: "127.0.0.1", port: port - 2_000)
                )
                try person.read(until: "You are 1 of 1 in line.")
            }
            let status = try Program.run(
                [Program.hotseat, "status", "--json"],
                environment: ["HOTSEAT_GATEWAY": nil]
            )
            #expect(status.status == .exited(0), "\(status)")
            let devices = try StatusDocument(json: status.output).devices
            #expect(devices.map(\.device) == ["demo1", "demo2"])
            #expect(devices.map(\.state) == ["held", "held"])
            #expect(devices.map { $0.queue.map(\.via) } == [["telnet"], ["telnet"]])
            gateway.signal(SIGTERM)
            #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
            #expect(try home.historyFiles() == ["history.sqlite"])
        }
    }
}
