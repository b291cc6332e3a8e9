// One contestant on a host of its own, with a device and three visitors, each on theirs, on one
// wire. Made for one scenario and taken down with its bench.

import Foundation
import GatewayTestSupport

/// The place where a scenario is played.
final class Lab {
    let contestant: any Contestant
    let device: FakeDevice
    let deviceHost: NetworkNamespace
    let a: Visitor
    let b: Visitor
    let c: Visitor
    /// What no client that is or was alone on the device has typed, and so must not reach it.
    var forbidden: [String] = []

    private let gatewayHost: NetworkNamespace
    private let site: Site
    private var process: ChildProcess?

    init(_ contestant: any Contestant, _ tuning: Tuning, _ habits: FakeDevice.Habits) throws {
        self.contestant = contestant
        let wire = try NetworkWire.start()
        let gatewayHost = try wire.host(1)
        let deviceHost = try wire.host(2)
        let device = try FakeDevice.start(in: deviceHost, habits)
        let directory = Bench.current.add(try TemporaryDirectory())
        let site = Site(
            gateway: TCPAddress(host: gatewayHost.inside, port: 4001),
            device: device.address,
            network: "198.18.0.0/24",
            directory: directory.path,
            tuning: tuning
        )
        a = Visitor("A", at: try wire.host(11), contestant, site)
        b = Visitor("B", at: try wire.host(12), contestant, site)
        c = Visitor("C", at: try wire.host(13), contestant, site)
        self.device = device
        self.deviceHost = deviceHost
        self.gatewayHost = gatewayHost
        self.site = site
        for (name, text) in contestant.files(for: site) {
            try text.write(toFile: directory.path(name), atomically: true, encoding: .utf8)
        }
        try setHost()
        try startGateway()
        try waitUntilGatewayListens()
    }

    private func setHost() throws {
        guard contestant.needsHostSettings else { return }
        try gatewayHost.enter {
            let finished = try Program.run(["sysctl", "-q", "-w"] + site.tuning.hostSettings)
            guard finished.status == .exited(0) else {
                throw Unexpected(description: "\(finished)")
            }
        }
    }

    /// Starts the contestant, and does not wait until it is ready.
    func startGateway() throws {
        guard let command = contestant.command(at: site) else { return }
        process = try gatewayHost.enter { Bench.current.add(try ChildProcess(command)) }
    }

    private func waitUntilGatewayListens() throws {
        guard let process else { return }
        let digits = String(contestant.port(at: site), radix: 16, uppercase: true)
        let port = String(repeating: "0", count: 4 - digits.count) + digits
        try eventually("\(contestant.name) listens") {
            if let status = process.exitStatus {
                throw Unexpected(description: "\(contestant.name) \(status): \(process.testimony)")
            }
            let table = try gatewayHost.enter {
                try String(contentsOfFile: "/proc/thread-self/net/tcp", encoding: .utf8)
            }
            // local_address, rem_address and the state; 0A is LISTEN (proc(5)).
            return table.split(separator: "\n").contains { line in
                let fields = line.split(separator: " ")
                return fields.count > 3 && fields[3] == "0A" && fields[1].hasSuffix(":\(port)")
            }
        }
    }

    /// Lets the device say a line every so often, to the end of the scenario.
    func startChatter(every rest: Duration) {
        Bench.current.add(Chatter(of: device, every: rest))
    }

    /// SIGTERM, and its end awaited; what is left of it after 10 s is killed.
    func stopGateway() {
        process?.signal(SIGTERM)
        if (try? process?.waitForExit(within: .seconds(10))) == nil { killGateway() }
    }

    /// SIGKILL to every process of it.
    func killGateway() {
        gatewayHost.signalAll(SIGKILL)
        _ = try? process?.waitForExit()
    }

    /// Lets everybody leave, so that the next run begins as the first did.
    func leaveAsFound() throws {
        for visitor in [c, b, a] { visitor.forget() }
        if contestant.keepsLink {
            pause(.milliseconds(100))
        } else {
            try device.waitUntilFree(within: .seconds(5))
        }
    }

    /// How many times the device saw somebody come while it was taken.
    var intrusionCount: Int { device.intrusions.count }

    /// How many bytes reached the device that a visitor had typed who was gone by then: after
    /// another one was on, or without ever having been on; and those that were forbidden.
    var strayBytes: Int {
        let visitors = [a, b, c]
        let connections = device.connections
        let typed = visitors.map { visitor in
            guard let replaced = visitor.replaced(by: visitors) else { return 0 }
            return connections.reduce(0) { sum, connection in
                var rest = connection.received[...]
                return connection.pieces.reduce(sum) { sum, piece in
                    let bytes = rest.prefix(piece.count)
                    rest = rest.dropFirst(piece.count)
                    return piece.moment > replaced
                        ? sum + bytes.count { $0 == visitor.letter } : sum
                }
            }
        }
        let said = connections.map(\.text)
        return typed.reduce(0, +)
            + forbidden.reduce(0) { sum, text in
                sum + said.count { $0.contains(text) } * text.utf8.count
            }
    }
}
