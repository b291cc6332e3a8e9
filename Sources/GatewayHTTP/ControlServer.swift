// The API on the control socket. It begins when the gateway is ready to answer and ends within a
// bound: no open request, idle connection or slow reader holds the gateway's shutdown back. What is
// answered is `GatewayResponder`'s, where the socket lies is `ControlSocketFile`'s.

import GatewayAPI
import GatewayServer
import HummingbirdCore
import Logging
import NIOCore

/// Serves the API on a unix socket, once.
public actor ControlServer {
    /// How many connections are served at a time; more wait to be accepted. They are among the
    /// descriptors that the gateway keeps for itself.
    public static let connectionsMax = 64

    /// How long a connection may be silent between its requests, or within one.
    private static let idleTimeout = TimeAmount.seconds(60)
    /// How long requests that are being answered have, once the server is to stop; then as long
    /// again for what is cut off to be gone.
    private static let stopGrace = TimeAmount.milliseconds(200)

    private enum State {
        /// Can go to running, or back when it could not begin.
        case idle
        /// Serves. Can go to stopped.
        case running(Running)
        case stopped
    }

    private struct Running {
        var server: Server<HTTP1Channel>
        var task: Task<Void, Never>
        /// Ends when the server has ended.
        var events: AsyncStream<Event>
        var announcer: AsyncStream<Event>.Continuation
    }

    private enum Event {
        case bound
        case failed(any Error)
        case graceIsOver
    }

    private var state = State.idle
    private let file: ControlSocketFile
    private let eventLoopGroup: any EventLoopGroup
    private let logger: Logger
    private var serverLogger: Logger
    private let responder: GatewayResponder

    /// - Parameters:
    ///   - path: where the socket is to lie; its directory is made if only that is missing.
    ///   - view: answers for the devices.
    ///   - operations: does what operators order.
    ///   - archive: answers for the record.
    public init(
        path: String,
        view: any GatewayView,
        operations: any GatewayOperations,
        archive: any SessionArchive,
        eventLoopGroup: any EventLoopGroup,
        logger: Logger
    ) {
        file = ControlSocketFile(path: path)
        responder = GatewayResponder(
            view: view,
            operations: operations,
            archive: archive,
            logger: logger
        )
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        // That it listens is the gateway's to say, among its other ports.
        serverLogger = logger
        serverLogger.logLevel = max(logger.logLevel, .warning)
    }

    /// Begins to serve; when it returns, a client can connect. Throws a `Problem` where the path
    /// cannot be used or another gateway serves it.
    public func start() async throws(Problem) {
        guard case .idle = state else { preconditionFailure("a control server starts once") }
        try file.prepare()
        let (events, announcer) = AsyncStream.makeStream(of: Event.self)
        let server = makeServer { announcer.yield(.bound) }
        let task = Task {
            do {
                try await server.run()
            } catch {
                announcer.yield(.failed(error))
            }
            announcer.finish()
        }
        if case .failed(let error) = await events.first(where: { _ in true }) {
            throw Problem(
                .badConfiguration,
                "The control socket \(file.path) cannot be opened: \(error).",
                hint: "Give the gateway another `control` in its configuration."
            )
        }
        do {
            try file.open()
        } catch {
            task.cancel()
            throw error
        }
        state = .running(Running(server: server, task: task, events: events, announcer: announcer))
    }

    /// Takes the socket away and ends every connection, within half a second.
    public func stop() async {
        guard case .running(let running) = state else { return }
        state = .stopped
        // Not awaited: it returns when the last connection is gone, which nothing bounds.
        Task { [logger] in
            do {
                try await running.server.shutdownGracefully()
            } catch {
                logger.debug("the control server's shutdown: \(error)")
            }
        }
        await endOrGrace(of: running)
        running.task.cancel()
        await endOrGrace(of: running)
    }

    /// Returns when the server has ended, or when it has had its grace.
    private func endOrGrace(of running: Running) async {
        let timer = eventLoopGroup.any().scheduleTask(in: Self.stopGrace) {
            running.announcer.yield(.graceIsOver)
        }
        _ = await running.events.first { _ in true }
        timer.cancel()
    }

    private func makeServer(whenRunning: @escaping @Sendable () -> Void) -> Server<HTTP1Channel> {
        let responder = responder
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                let response = await responder.response(to: request, on: channel)
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: HTTP1Channel.Configuration(
                idleTimeout: Self.idleTimeout,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 8 * 1_024,
                    maxHeaderListSize: 32 * 1_024,
                    maxHeaderFieldCount: 100
                )
            )
        )
        return Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(
                address: .unixDomainSocket(path: file.path),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionsMax)
            ),
            onServerRunning: { listener in
                let paused = listener.eventLoop.submit {
                    let pipeline = listener.pipeline.syncOperations
                    try pipeline.addHandler(AcceptPauseHandler(), position: .first)
                }
                try? await paused.get()
                whenRunning()
            },
            eventLoopGroup: eventLoopGroup,
            logger: serverLogger
        )
    }
}
