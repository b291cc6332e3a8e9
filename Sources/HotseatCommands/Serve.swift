// `hotseat serve`: the one place that puts the parts together, in the order in which each may
// rely on the one before: the lock, the history, the gateway, the control socket. It stops them
// in the opposite order, within 5 s. What each part does is on the floors below.

import ArgumentParser
import GatewayAPI
import GatewayConfiguration
import GatewayHTTP
import GatewayServer
import Glibc
import History
import Logging
import NIOCore
import NIOPosix
import UnixSignals

/// Runs the gateway in the foreground.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the gateway in the foreground.",
        discussion: """
            SIGTERM and SIGINT end every session with a word to its client, leave every device \
            politely, close the history into one file and exit with 0, within 5 s. A second one \
            ends the gateway at once. SIGHUP reads the configuration again, all or nothing; no \
            holder is cut.
            """
    )

    @Option(help: ArgumentHelp("The configuration to run.", valueName: "file"))
    var config = ConfigurationFile.defaultPath

    @Flag(help: "Run two built-in boards on loopback, with no configuration and no hardware.")
    var demo = false

    @Option(help: ArgumentHelp("Where history and lock are kept.", valueName: "dir"))
    var stateDir: String?

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let settings = try readSettings()
        LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
        let log = Logger(label: "hotseat")
        let lock = try StateDirectoryLock.take(settings.stateDirectory)
        let history = try HistoryDatabase.open(
            stateDirectory: settings.stateDirectory,
            gateway: settings.name,
            version: GatewayVersion.text,
            durability: settings.history.durability == .full ? .full : .normal,
            journalMax: settings.history.journalMax,
            logger: log
        )
        do {
            try await serve(settings, history, until: signals, log)
        } catch {
            try? await history.close(within: Self.historyCloseMax)
            throw error
        }
        try await history.close(within: Self.historyCloseMax)
        withExtendedLifetime(lock) {}
        log.notice("stopped")
    }

    /// How long a failing disk may hold the end back.
    private static let historyCloseMax = Duration.seconds(1)

    private func readSettings() throws -> GatewaySettings {
        var settings =
            demo
            ? GatewaySettings.demo(surroundings: .present)
            : try ConfigurationFile.read(path: config, surroundings: .present)
        if let stateDir { settings.stateDirectory = stateDir }
        return settings
    }

    private func serve(
        _ settings: GatewaySettings,
        _ history: HistoryDatabase,
        until signals: UnixSignalsSequence,
        _ log: Logger
    ) async throws {
        // The devices' loops are theirs alone: nobody who asks for the status slows a session.
        let loops = MultiThreadedEventLoopGroup(
            numberOfThreads: System.coreCount
        )
        let gateway = try await Gateway.start(
            settings,
            journal: history,
            tokens: history,
            on: loops,
            log: log
        )
        let control = ControlServer(
            path: settings.controlSocket,
            view: gateway,
            operations: gateway,
            archive: history,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: log
        )
        do {
            try await control.start()
        } catch {
            await gateway.shutDown()
            throw error
        }
        log.notice("ready; control socket \(settings.controlSocket)")
        ServiceNotice.ready.send()
        await wait(for: signals, reload: { await gateway.reload(readSettings) }, log)
        ServiceNotice.stopping.send()
        async let isControlStopped: Void = control.stop()
        await gateway.shutDown()
        await isControlStopped
    }

    /// Returns at the first signal to stop. From then on another one ends the process at once, with
    /// the status that a shell gives to one that was ended by a signal. SIGHUP stops nothing: the
    /// configuration is read again, once for all that came meanwhile.
    private func wait(
        for signals: UnixSignalsSequence,
        reload: @escaping @Sendable () async -> Void,
        _ log: Logger
    ) async {
        let (firstSignal, announcer) = AsyncStream.makeStream(of: UnixSignal.self)
        let (hangUps, hangUp) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        Task {
            for await _ in hangUps {
                log.notice("SIGHUP: the configuration is read again")
                await reload()
            }
        }
        Task {
            var isFirst = true
            for await signal in signals {
                guard signal != .sighup else {
                    hangUp.yield()
                    continue
                }
                guard isFirst else { _exit(128 + signal.rawValue) }
                isFirst = false
                hangUp.finish()
                announcer.yield(signal)
            }
        }
        for await signal in firstSignal {
            log.notice("\(signal): shutting down")
            return
        }
    }
}
