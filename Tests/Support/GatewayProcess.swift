// The real gateway as a child process. Ready is a fact (its control socket says so), the ports are
// those that it says it listens on, and what it logged is printed when a test fails.

import Foundation
import Glibc

/// A running `hotseat serve`.
public final class GatewayProcess: Sendable {
    /// Its directory, configuration and verbs.
    public let home: GatewayHome

    private let child: ChildProcess

    /// Starts a gateway with one device, `board1`.
    ///
    /// - Parameters:
    ///   - keys: more keys of the device, a line each: `queue_max: 1`.
    ///   - gateway: more keys of `gateway:`.
    public static func start(
        for device: FakeDevice,
        keys: [String] = [],
        gateway: [String] = []
    ) throws -> GatewayProcess {
        try GatewayHome([.init(connect: device.url, keys: keys)], gateway: gateway).serve()
    }

    init(in home: GatewayHome, prefix: [String]) throws {
        self.home = home
        child = try ChildProcess(
            prefix + [Program.hotseat, "serve", "--config", home.configurationPath]
        )
        Bench.current.add(child)
        try eventually("the gateway is ready") {
            if let status = child.exitStatus {
                throw Unexpected(description: "the gateway \(status): \(child.errors)")
            }
            return (try? home.control.get("/livez").status) == 200
        }
    }

    /// Its process id.
    public var pid: pid_t { child.pid }

    /// Its process as the kernel sees it.
    public var figures: ProcessFigures { ProcessFigures(pid: pid) }

    /// Its history.
    public var history: HistoryDatabase { home.history }

    /// What it has logged.
    public var errors: String { child.errors }

    /// How it ended; nil while it runs.
    public var exitStatus: ProcessEnd? { child.exitStatus }

    /// Sends it a signal.
    public func signal(_ number: Int32) { child.signal(number) }

    /// Has it read its configuration again, and waits until it has. Returns whether that counts.
    @discardableResult
    public func reload() throws -> Bool {
        let (good, bad) = outcomes
        signal(SIGHUP)
        return try eventually("the configuration is read again") {
            let now = outcomes
            return now == (good, bad) ? nil : now.good > good
        }
    }

    /// How often it has read its configuration again, with and without success.
    private var outcomes: (good: Int, bad: Int) {
        let errors = errors
        return (
            errors.ranges(of: "the configuration was read again, and counts").count,
            errors.ranges(of: "the configuration was read again, and nothing").count
        )
    }

    /// Waits for its end.
    public func waitForExit(within duration: Duration = patience) throws -> ProcessEnd {
        try child.waitForExit(within: duration)
    }

    /// What it says of all devices.
    public func status() throws -> StatusDocument {
        try StatusDocument(json: home.control.get("/v1/devices").body)
    }

    /// What it says of one device.
    public func status(of device: String) throws -> StatusDocument.Device {
        guard let found = try status().devices.first(where: { $0.device == device }) else {
            throw Unexpected(description: "no device \(device) in the gateway's status")
        }
        return found
    }

    /// Waits until a device is in a state.
    public func wait(
        until device: String = "board1",
        is state: String,
        within duration: Duration = patience
    ) throws {
        try eventually("\(device) is \(state)", within: duration) {
            try status(of: device).state == state
        }
    }

    /// Where a device listens; the first of its listeners.
    public func address(of device: String = "board1") throws -> TCPAddress {
        let listen = try status(of: device).listen
        guard let address = listen.first.flatMap({ TCPAddress($0) }) else {
            throw Unexpected(description: "\(device) listens on \(listen)")
        }
        return address
    }

    /// Connects a client to a device.
    public func client(
        of device: String = "board1",
        from source: String? = nil,
        receiveBufferBytes: Int32? = nil
    ) throws -> LineClient {
        try LineClient.connect(
            to: address(of: device),
            from: source,
            receiveBufferBytes: receiveBufferBytes
        )
    }

    /// Connects a client that must be granted at once, and reads the notice of it.
    public func holder(of device: String = "board1", from source: String? = nil) throws
        -> LineClient
    {
        let holder = try client(of: device, from: source)
        try holder.readGrant(of: device)
        return holder
    }

    /// Connects a client that must get in line, and reads its place.
    public func waiter(of device: String = "board1", from source: String? = nil) throws
        -> LineClient
    {
        let waiter = try client(of: device, from: source)
        try waiter.readPlace()
        return waiter
    }
}
