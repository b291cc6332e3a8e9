// The gateway as a whole: its devices, each on one event loop, started and stopped together. How
// settings begin to count is in `+Settings`, what is said of pools in `+Pools`, what operators
// order in `+Operations`; what happens at one device is `LeaseRunner`'s; what is recorded is the
// journal's; who asks over HTTP is served by the floor above.

import GatewayAPI
import GatewayConfiguration
import LeaseCore
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A gateway between clients and devices.
public final class Gateway: Sendable {
    typealias LinkMaker = @Sendable (LeaseRunner) -> any DeviceLink

    /// One device at work.
    final class Device: Sendable {
        let name: String
        let loop: any EventLoop
        let runner: NIOLoopBound<LeaseRunner>
        /// Its runner's, by which `Endpoints` knows it.
        let identifier: ObjectIdentifier
        /// Where its listeners lead to.
        let destination: NIOLoopBound<Destination>

        init(_ runner: LeaseRunner) {
            name = runner.settings.name
            loop = runner.loop
            identifier = ObjectIdentifier(runner)
            self.runner = NIOLoopBound(runner, eventLoop: runner.loop)
            destination = NIOLoopBound(.device(runner), eventLoop: runner.loop)
        }
    }

    private enum Stage {
        case serving, stopping
    }

    /// What new settings change.
    private struct Present {
        var stage = Stage.serving
        /// Nil until the first ones count.
        var settings: GatewaySettings?
        /// In the order of the settings; then those that are on their way out.
        var devices: [Device] = []
        /// The last lease of each device that went.
        var lastLeases: [String: LeaseNumber] = [:]
        /// In the order of the settings.
        var pools: [Pool] = []
        /// What those devices of a loop share that pools join, or ever have.
        var turns: [ObjectIdentifier: NIOLoopBound<Turns>] = [:]
        /// Every board that was started: a link may lead to one that the settings no longer name.
        var demoBoards: [DemoBoard] = []
        /// Why the settings that were read last do not count.
        var configurationFault: String?
    }

    /// What clients and devices may take of a shutdown.
    private static let shutdownMax = Duration.milliseconds(2_500)
    /// What a connect may: SIGTERM's 5 s, less what the history needs to close.
    private static let connectMax = Duration.milliseconds(4_700)

    private let startedAt = Timestamp(milliseconds: EpochClock.milliseconds)
    private let present = NIOLockedValueBox(Present())
    let group: any EventLoopGroup
    let entrance: Entrance
    let logs: DeviceLogs
    let endpoints = Endpoints()
    let journal: any Journal
    let tokens: any TokenStore
    let log: Logger
    private let limit: DescriptorLimit

    private init(
        _ settings: GatewaySettings,
        journal: any Journal,
        tokens: any TokenStore,
        on group: any EventLoopGroup,
        log: Logger
    ) {
        self.journal = journal
        self.tokens = tokens
        self.group = group
        self.log = log
        limit = .raise()
        logs = DeviceLogs(logger: log)
        entrance = Entrance(
            census: ClientCensus(
                clientsMax: settings.clientsMax,
                clientsPerAddressMax: settings.clientsPerAddressMax
            ),
            balancers: Balancers(settings.proxyProtocol),
            certificates: ServerCertificates(),
            rejections: Rejections(log: log),
            users: UserDirectory(settings.users)
        )
    }

    /// Binds every listener and begins to serve. Throws a `Problem`, with nothing left bound, when
    /// one cannot be.
    public static func start(
        _ settings: GatewaySettings,
        journal: any Journal,
        tokens: any TokenStore,
        on group: any EventLoopGroup,
        log: Logger
    ) async throws -> Gateway {
        let gateway = Gateway(settings, journal: journal, tokens: tokens, on: group, log: log)
        gateway.entrance.users.setGiven(try await tokens.tokens())
        try await gateway.apply(settings)
        return gateway
    }

    /// The limit on clients, as far as this process's descriptors go.
    func clientsMax(_ settings: GatewaySettings) -> Int {
        let clientsMax = min(settings.clientsMax, limit.clientsMax(besides: settings.devices))
        if clientsMax < settings.clientsMax {
            log.warning(
                """
                clients_max is \(clientsMax) and not \(settings.clientsMax): this process may open \
                \(limit.descriptorCountMax) descriptors; raise its limit (LimitNOFILE, ulimit -n)
                """
            )
        }
        return clientsMax
    }

    /// A device that nobody can come to yet.
    func make(
        _ settings: DeviceSettings,
        _ makeLink: @escaping LinkMaker,
        on loop: any EventLoop
    ) async throws -> Device {
        var log = log
        log[metadataKey: "device"] = "\(settings.name)"
        let (deviceLog, logs) = (log, logs)
        let (journal, entrance, endpoints) = (journal, entrance, endpoints)
        let gone = present.withLockedValue { $0.lastLeases[settings.name] }
        let lastLease = gone ?? journal.lastLeases[settings.name]
        return try await loop.submit {
            let runner = LeaseRunner(
                settings: settings,
                loop: loop,
                journal: journal,
                entrance: entrance,
                logs: logs,
                endpoints: endpoints,
                log: deviceLog,
                makeLink: makeLink
            )
            runner.lastLease = lastLease
            runner.beginService()
            return Device(runner)
        }.get()
    }

    static func links(to endpoint: DeviceEndpoint, _ board: DemoBoard?) -> LinkMaker {
        switch endpoint {
        case .tcp(let host, let port): return tcpLinks(to: TCPDestination(host: host, port: port))
        case .telnet(let host, let port):
            return tcpLinks(to: TCPDestination(host: host, port: port), speakTelnet: true)
        case .serial(let settings):
            return { runner in
                SerialDeviceLink(
                    to: settings,
                    stallMax: runner.settings.deviceStall,
                    on: runner.loop,
                    observer: runner,
                    log: runner.log
                )
            }
        case .demoBoard:
            guard let board else { preconditionFailure("a demo board is started before its links") }
            return tcpLinks(to: .address(board.address))
        case .command(let command):
            return { runner in
                CommandDeviceLink(
                    to: command,
                    of: runner.settings.name,
                    stallMax: runner.settings.deviceStall,
                    on: runner.loop,
                    observer: runner
                )
            }
        }
    }

    private static func tcpLinks(
        to destination: TCPDestination,
        speakTelnet: Bool = false
    ) -> LinkMaker {
        { runner in
            let terminal = runner.holder?.client.terminal ?? ClientTerminal()
            return TCPDeviceLink(
                to: destination,
                speaking: speakTelnet ? TelnetLinkHandler(for: terminal) : nil,
                liveness: runner.liveness,
                stallMax: runner.settings.deviceStall,
                on: runner.loop,
                observer: runner
            )
        }
    }

    /// Connections that were closed without a row since the start, by cause.
    public var rejections: [RejectionCause: Int] { entrance.rejections.totals }

    /// Ends every session as `gateway_shutdown` and leaves every device politely; within 2.5 s,
    /// whatever clients and devices do, and within 4.7 s where a connect is under way, which small
    /// devices do not survive being abandoned. Returns when every connection is closed.
    public func shutDown() async {
        let (devices, pools, demoBoards) = present.withLockedValue { present in
            present.stage = .stopping
            return (present.devices, present.pools, present.demoBoards)
        }
        for pool in pools { pool.close() }
        let cuts = devices.map { device in
            device.loop.scheduleTask(in: TimeAmount(Self.shutdownMax)) {
                device.runner.value.cut(leavingConnects: Self.connectMax - Self.shutdownMax)
            }
        }
        let ends = devices.map { device in
            device.loop.flatSubmit { device.runner.value.shutDown() }
        }
        for end in ends { try? await end.get() }
        for cut in cuts { cut.cancel() }
        for board in demoBoards { await board.stop() }
        await logs.close()
    }

}

// MARK: What new settings change

extension Gateway {
    var devices: [Device] { present.withLockedValue { $0.devices } }

    var pools: [Pool] { present.withLockedValue { $0.pools } }

    var presentSettings: GatewaySettings? { present.withLockedValue { $0.settings } }

    func setConfigurationFault(_ fault: String?) {
        present.withLockedValue { $0.configurationFault = fault }
    }

    /// From here on the settings count, unless the gateway is being stopped. Returns the devices
    /// and the pools that they do not have.
    func begin(
        _ plans: [DevicePlan],
        _ pools: [PoolPlan],
        _ settings: GatewaySettings
    ) throws(Problem) -> (devices: [Device], pools: [Pool]) {
        let gone = present.withLockedValue { present -> (devices: [Device], pools: [Pool])? in
            guard present.stage == .serving else { return nil }
            let devices = present.devices.filter { device in
                !plans.contains { $0.device === device }
            }
            let others = present.pools.filter { pool in !pools.contains { $0.pool === pool } }
            present.settings = settings
            present.devices = plans.map(\.device) + devices
            present.pools = pools.map(\.pool)
            present.demoBoards += plans.compactMap(\.board)
            endpoints.assign(plans.map { ($0.device.identifier, $0.settings.connect) })
            return (devices, others)
        }
        guard let gone else { throw Problem(.conflict, "The gateway is shutting down.") }
        return gone
    }

    /// What the devices of a loop share that pools join; asked on that loop.
    func turns(on loop: any EventLoop) -> Turns {
        present.withLockedValue { present in
            let found = present.turns[ObjectIdentifier(loop)]
            let turns = found ?? NIOLoopBound(Turns(), eventLoop: loop)
            present.turns[ObjectIdentifier(loop)] = turns
            return turns.value
        }
    }

    /// It is gone; one of its name may come again.
    func forget(_ device: Device, lastLease: LeaseNumber?) {
        present.withLockedValue { present in
            present.devices.removeAll { $0 === device }
            present.lastLeases[device.name] = lastLease
        }
    }
}

extension Gateway: GatewayView {
    public func status() async -> GatewayStatus {
        var statuses: [DeviceStatus] = []
        for device in devices {
            if let status = await status(of: device) { statuses.append(status) }
        }
        let identity = GatewayIdentity(
            name: presentSettings?.name ?? "",
            version: GatewayVersion.text,
            startedAt: startedAt
        )
        return GatewayStatus(gateway: identity, devices: statuses, pools: await poolStatuses())
    }

    public func status(of name: String) async -> DeviceStatus? {
        guard let device = devices.first(where: { $0.name == name }) else { return nil }
        return await status(of: device)
    }

    public func problems() async -> [String] {
        journal.problems + logs.problems
            + present.withLockedValue { [$0.configurationFault].compactMap(\.self) }
    }

    private func status(of device: Device) async -> DeviceStatus? {
        try? await device.loop.submit { device.runner.value.status() }.get()
    }
}
