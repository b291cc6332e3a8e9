// The gateway as a whole: its devices, each on one event loop, started and stopped together. What
// happens at one device is `LeaseRunner`'s; what is recorded is the journal's; who asks over HTTP
// is served by the floor above.

import GatewayAPI
import GatewayConfiguration
import LeaseCore
import Logging
import NIOCore
import NIOPosix

/// A gateway between clients and devices.
public final class Gateway: Sendable {
    struct Device: Sendable {
        let name: String
        let loop: any EventLoop
        let runner: NIOLoopBound<LeaseRunner>
    }

    /// SIGTERM's 5 s, less what the history needs to close.
    private static let shutdownMax = TimeAmount.milliseconds(2_500)

    private let identity: GatewayIdentity
    let devices: [Device]
    let entrance: Entrance
    private let demoBoards: [DemoBoard]
    private let journal: any Journal
    let tokens: any TokenStore
    let log: Logger

    private init(
        identity: GatewayIdentity,
        devices: [Device],
        entrance: Entrance,
        demoBoards: [DemoBoard],
        journal: any Journal,
        tokens: any TokenStore,
        log: Logger
    ) {
        self.identity = identity
        self.devices = devices
        self.entrance = entrance
        self.demoBoards = demoBoards
        self.journal = journal
        self.tokens = tokens
        self.log = log
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
        let certificates = try settings.tls.map { try ServerCertificates($0) }
        let entrance = Entrance(
            census: census(settings, log),
            balancers: settings.proxyProtocol,
            certificates: certificates,
            rejections: Rejections(log: log),
            users: UserDirectory(settings.users)
        )
        entrance.users.setGiven(try await tokens.tokens())
        var devices: [Device] = []
        var demoBoards: [DemoBoard] = []
        for device in settings.devices {
            let loop = group.next()
            let destination: TCPDestination
            switch device.connect {
            case .tcp(let host, let port): destination = TCPDestination(host: host, port: port)
            case .demoBoard(let habits):
                let board = try await DemoBoard.start(habits, on: loop)
                demoBoards.append(board)
                destination = .address(board.address)
            }
            let makeLink = makeLinks(to: destination)
            devices.append(
                try await start(device, on: loop, journal, entrance, log, makeLink: makeLink)
            )
        }
        let gateway = Gateway(
            identity: GatewayIdentity(
                name: settings.name,
                version: GatewayVersion.text,
                startedAt: Timestamp(milliseconds: EpochClock.milliseconds)
            ),
            devices: devices,
            entrance: entrance,
            demoBoards: demoBoards,
            journal: journal,
            tokens: tokens,
            log: log
        )
        do {
            try await gateway.listen(settings.devices)
        } catch {
            await gateway.shutDown()
            throw error
        }
        return gateway
    }

    /// The limits on clients, as far as this process's descriptors go.
    private static func census(_ settings: GatewaySettings, _ log: Logger) -> ClientCensus {
        let limit = DescriptorLimit.raise()
        let clientsMax = min(settings.clientsMax, limit.clientsMax(devices: settings.devices.count))
        if clientsMax < settings.clientsMax {
            log.warning(
                """
                clients_max is \(clientsMax) and not \(settings.clientsMax): this process may open \
                \(limit.descriptorCountMax) descriptors; raise its limit (LimitNOFILE, ulimit -n)
                """
            )
        }
        return ClientCensus(
            clientsMax: clientsMax,
            clientsPerAddressMax: settings.clientsPerAddressMax
        )
    }

    private static func start(
        _ settings: DeviceSettings,
        on loop: any EventLoop,
        _ journal: any Journal,
        _ entrance: Entrance,
        _ log: Logger,
        makeLink: @escaping @Sendable (LeaseRunner) -> any DeviceLink
    ) async throws -> Device {
        var log = log
        log[metadataKey: "device"] = "\(settings.name)"
        let deviceLog = log
        return try await loop.submit {
            let runner = LeaseRunner(
                settings: settings,
                loop: loop,
                journal: journal,
                entrance: entrance,
                log: deviceLog,
                makeLink: makeLink
            )
            return Device(
                name: settings.name,
                loop: loop,
                runner: NIOLoopBound(runner, eventLoop: loop)
            )
        }.get()
    }

    private static func makeLinks(
        to destination: TCPDestination
    ) -> @Sendable (LeaseRunner) -> any DeviceLink {
        { runner in
            TCPDeviceLink(
                to: destination,
                liveness: runner.liveness,
                stallMax: runner.settings.deviceStall,
                on: runner.loop,
                observer: runner
            )
        }
    }

    /// Connections that were closed without a row since the start, by cause.
    public var rejections: [RejectionCause: Int] { entrance.rejections.totals }

    /// Reads the files of TLS again. Connections from then on are shown what is in them; those that
    /// are there go on as they began. Throws a `Problem` where the files cannot be used, and
    /// changes nothing.
    public func reloadCertificates() throws {
        try entrance.certificates?.reload()
    }

    private func listen(_ settings: [DeviceSettings]) async throws {
        for (device, settings) in zip(devices, settings) {
            for endpoint in settings.listen {
                let listener = try await ClientListener.bind(
                    endpoint,
                    for: device.runner,
                    liveness: LivenessTimes(deadPeer: settings.deadPeer),
                    on: device.loop
                )
                try await device.loop.submit {
                    device.runner.value.listeners.append(listener)
                }.get()
                log.info("\(device.name) listens on \(listener.text)")
            }
        }
    }

    /// Ends every session as `gateway_shutdown` and leaves every device politely; within 3 s,
    /// whatever clients and devices do. Returns when every connection is closed.
    public func shutDown() async {
        let cuts = devices.map { device in
            device.loop.scheduleTask(in: Self.shutdownMax) { device.runner.value.cut() }
        }
        let ends = devices.map { device in
            device.loop.flatSubmit { device.runner.value.shutDown() }
        }
        for (device, end) in zip(devices, ends) {
            // A connect under way ends by itself later than anybody wants to wait.
            let bound = device.loop.scheduleTask(in: Self.shutdownMax + .milliseconds(300)) {}
            await Self.first(of: end, bound.futureResult, on: device.loop)
            bound.cancel()
        }
        for cut in cuts { cut.cancel() }
        for board in demoBoards { await board.stop() }
    }

    private static func first(
        of one: EventLoopFuture<Void>,
        _ other: EventLoopFuture<Void>,
        on loop: any EventLoop
    ) async {
        let promise = loop.makePromise(of: Void.self)
        one.whenComplete { _ in promise.succeed(()) }
        other.whenComplete { _ in promise.succeed(()) }
        try? await promise.futureResult.get()
    }
}

extension Gateway: GatewayView {
    public func status() async -> GatewayStatus {
        var statuses: [DeviceStatus] = []
        for device in devices {
            if let status = await status(of: device) { statuses.append(status) }
        }
        return GatewayStatus(gateway: identity, devices: statuses)
    }

    public func status(of name: String) async -> DeviceStatus? {
        guard let device = devices.first(where: { $0.name == name }) else { return nil }
        return await status(of: device)
    }

    public func problems() async -> [String] { journal.problems }

    private func status(of device: Device) async -> DeviceStatus? {
        try? await device.loop.submit { device.runner.value.status() }.get()
    }
}
