// A link to a program on a terminal of its own: started when the link is opened, ended with it. It
// is left as by somebody who closes a terminal's window: the terminal hangs up (what was typed and
// not read is withdrawn by that), its process group gets SIGHUP, and SIGTERM and SIGKILL where that
// is not enough. How a program is started and reaped is `CommandProcess`'s, how its bytes pass,
// `TerminalLine`'s.

import GatewayConfiguration
import Glibc
import LeaseCore
import NIOCore
import NIOPosix
import Telnet

/// One run of a command on a terminal.
final class CommandDeviceLink: DeviceLink {
    private struct Running {
        let process: CommandProcess
        let line: TerminalLine
        let channel: any Channel
    }

    private enum Stage {
        case idle
        /// The command is being started; it may have ended before its bytes pass.
        case opening(CommandEnd?)
        /// The command runs, and its bytes pass.
        case open(Running, StallJudge, look: Scheduled<Void>)
        /// The command has ended; what it printed before is still on its way.
        case lastWords(Running, CommandEnd)
        /// Nothing passes any more, and the command is told to end, by ever stronger signals.
        case ending(CommandProcess, ByOurselves, [Scheduled<Void>])
        case gone
    }

    /// Whether its end was asked for.
    private enum ByOurselves {
        case yes, no
    }

    /// Whether the command may print.
    private enum Ear {
        case open, shut
    }

    /// When, after SIGHUP, a command that is still there gets SIGTERM, then SIGKILL, and when it
    /// counts as gone whether it is or not (it may hang in a system call that no signal ends).
    private static let terminateAfter = TimeAmount.milliseconds(700)
    private static let killAfter = TimeAmount.milliseconds(1_400)
    private static let endMax = TimeAmount.seconds(2)
    /// How often it is looked whether the command takes what waits for it.
    private static let lookPause = TimeAmount.milliseconds(250)

    private let command: [String]
    private let device: String
    private let stallMax: Duration
    private let loop: any EventLoop
    private unowned let observer: any DeviceLinkObserver
    private var stage = Stage.idle
    private var ear = Ear.open
    private var terminal = ClientTerminal()
    private var traffic = Traffic()

    fileprivate struct Traffic {
        /// Bytes that were written to the channel.
        var writtenByteCount: Int64 = 0
    }

    init(
        to command: [String],
        of device: String,
        stallMax: Duration,
        on loop: any EventLoop,
        observer: any DeviceLinkObserver
    ) {
        self.command = command
        self.device = device
        self.stallMax = stallMax
        self.loop = loop
        self.observer = observer
    }

    var channel: (any Channel)? {
        if case .open(let running, _, _) = stage { running.channel } else { nil }
    }

    var hasBytesWaiting: Bool {
        guard case .open(let running, _, _) = stage else { return false }
        return traffic.writtenByteCount > running.line.takenByteCount
    }

    var unsentByteCount: Int {
        guard case .open(let running, _, _) = stage else { return 0 }
        let passedOn = traffic.writtenByteCount - Int64(running.channel.bufferedByteCount)
        return Int(max(0, passedOn - running.line.takenByteCount))
    }

    func open() {
        guard case .idle = stage else { preconditionFailure("a link is opened once") }
        stage = .opening(nil)
        let variables = [
            "HOTSEAT_DEVICE": device, "TERM": terminalType.name,
        ]
        let (command, window, loop) = (command, terminal.window, loop)
        let link = NIOLoopBound(self, eventLoop: loop)
        let problem = CommandThread.start {
            TerminalCommand.run(command, variables, window) { report in
                loop.execute { link.value.heard(report) }
            }
        }
        if problem != 0 {
            let failure = CommandOrder.StartFailure(errnoCode: problem)
            loop.execute { link.value.heard(.failed(failure)) }
        }
    }

    func release(hasUnsentBytes: Bool) {
        switch stage {
        case .open(let running, _, let look):
            look.cancel()
            end(running, .yes)
        case .lastWords(let running, let end):
            stage = .gone
            running.channel.close(promise: nil)
            observer.linkReleased(self, how: "by itself, \(end.words)")
        case .ending(let process, _, let steps):
            // Its terminal was lost in the meantime.
            stage = .ending(process, .yes, steps)
        case .idle, .opening, .gone:
            preconditionFailure("only an open link can be released")
        }
    }

    func abandon() {
        switch stage {
        case .open(let running, _, let look):
            look.cancel()
            running.process.signal(SIGKILL)
            running.line.hangUp()
            stage = .gone
            running.channel.close(promise: nil)
        case .lastWords(let running, _):
            stage = .gone
            running.channel.close(promise: nil)
        case .ending(let process, _, let steps):
            for step in steps { step.cancel() }
            process.signal(SIGKILL)
            stage = .gone
        case .idle, .opening, .gone:
            stage = .gone
        }
    }

    /// A terminal acknowledges nothing.
    func acknowledge() {}

    func pauseReading() { setReading(.shut) }
    func resumeReading() { setReading(.open) }

    var isTerminal: Bool { true }

    func adopt(_ terminal: ClientTerminal) { self.terminal = terminal }

    func resize(columns: Int, rows: Int) {
        let window = WindowSize(columns: UInt16(clamping: columns), rows: UInt16(clamping: rows))
        terminal.window = window
        if case .open(let running, _, _) = stage { running.line.resize(to: window) }
    }

    private var terminalType: TerminalType {
        terminal.type.flatMap(TerminalType.init(said:)) ?? .unknown
    }

    private func setReading(_ wanted: Ear) {
        guard ear != wanted else { return }
        switch stage {
        case .open(let running, _, _), .lastWords(let running, _):
            ear = wanted
            try? running.channel.syncOptions?.setOption(.autoRead, value: wanted == .open)
        case .idle, .opening, .ending, .gone: break
        }
    }

    /// Hangs up, and does not wait for long.
    private func end(_ running: Running, _ byOurselves: ByOurselves) {
        let process = running.process
        // First: nothing that is on its way may reach it after its SIGHUP.
        running.line.hangUp()
        process.signal(SIGHUP, andGoOn: true)
        let steps = [
            loop.assumeIsolated().scheduleTask(in: Self.terminateAfter) {
                process.signal(SIGTERM, andGoOn: true)
            },
            loop.assumeIsolated().scheduleTask(in: Self.killAfter) { process.signal(SIGKILL) },
            loop.assumeIsolated().scheduleTask(in: Self.endMax) { self.ended(nil) },
        ]
        stage = .ending(process, byOurselves, steps)
        running.channel.close(promise: nil)
    }

    // MARK: What the command's thread reports

    private func heard(_ report: TerminalCommand.Report) {
        switch report {
        case .started(let process, let line, let descriptor):
            started(process, line, descriptor)
        case .failed(let failure):
            guard case .opening = stage else { return }
            stage = .gone
            let detail = "\(command[0]) cannot be started: \(failure.words)"
            observer.linkFailed(self, .refused, detail: detail)
        case .ended(let end): ended(end)
        }
    }

    private func started(_ process: CommandProcess, _ line: TerminalLine, _ descriptor: Int32) {
        guard case .opening = stage else {
            // Abandoned meanwhile. The thread sees the closed socket.
            process.signal(SIGKILL)
            close(descriptor)
            return
        }
        let link = NIOLoopBound(self, eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (pipeline, link) = (channel.pipeline.syncOperations, link.value)
                    try pipeline.addHandler(WriteCounter(wrote: link.wrote))
                    try pipeline.addHandler(LinkEar(of: link))
                }
            }
            .withConnectedSocket(descriptor)
            .assumeIsolated()
            .whenComplete { result in
                switch result {
                case .success(let channel):
                    self.opened(Running(process: process, line: line, channel: channel))
                case .failure(let error):
                    // The socket is closed by that, and the thread sees it.
                    process.signal(SIGKILL)
                    guard case .opening = self.stage else { return }
                    self.stage = .gone
                    self.observer.linkFailed(self, .refused, detail: SystemWords.of(error))
                }
            }
    }

    private func opened(_ running: Running) {
        guard case .opening(let end) = stage else {
            running.process.signal(SIGKILL)
            running.channel.close(promise: nil)
            return
        }
        if let end {
            stage = .lastWords(running, end)
        } else {
            lookLater(running, StallJudge(stallMax: stallMax))
            // It may have been told meanwhile.
            if let window = terminal.window { running.line.resize(to: window) }
        }
        observer.linkOpened(self)
    }

    private func lookLater(_ running: Running, _ judge: StallJudge) {
        let look = loop.assumeIsolated().scheduleTask(in: Self.lookPause) { self.look() }
        stage = .open(running, judge, look: look)
    }

    private func look() {
        guard case .open(let running, var judge, _) = stage else { return }
        // One that is not listened to may be able to do nothing else than print.
        if ear == .shut { judge.excuse() }
        let waiting = Int(traffic.writtenByteCount - running.line.takenByteCount)
        let isStalled = judge.isStalled(
            writtenByteCount: traffic.writtenByteCount,
            waitingByteCount: waiting,
            at: .now
        )
        lookLater(running, judge)
        guard isStalled else { return }
        observer.linkStalled(self, detail: "\(waiting) B wait, and the command reads nothing")
    }

    /// The command's first process is reaped; nil: it is not waited for any longer.
    private func ended(_ end: CommandEnd?) {
        switch stage {
        case .open(let running, _, let look):
            look.cancel()
            guard let end else { preconditionFailure("an open link's command is waited for") }
            stage = .lastWords(running, end)
        case .ending(_, let byOurselves, let steps):
            for step in steps { step.cancel() }
            stage = .gone
            let words = end?.words ?? "it does not end by any signal"
            switch byOurselves {
            case .yes: observer.linkReleased(self, how: "hung up: \(words)")
            case .no:
                observer.linkLost(self, end == nil ? .deviceLost : .deviceClosed, detail: words)
            }
        case .opening: stage = .opening(end)
        case .idle, .lastWords, .gone: break
        }
    }
}

// MARK: What the channel reports

extension CommandDeviceLink: LinkChannelObserver {
    /// Its start is reported by whoever starts it.
    func connected(_ channel: any Channel) {}

    func read(_ bytes: ByteBuffer) {
        switch stage {
        case .open, .lastWords: observer.linkRead(self, bytes)
        case .idle, .opening, .ending, .gone: break
        }
    }

    /// All that the command has printed has been read.
    func finished() {
        switch stage {
        case .open(let running, _, let look):
            look.cancel()
            end(running, .no)
        case .lastWords(let running, let end):
            stage = .gone
            running.channel.close(promise: nil)
            observer.linkLost(self, .deviceClosed, detail: end.words)
        case .idle, .opening, .ending, .gone: break
        }
    }

    func failed(_ error: (any Error)?) { finished() }

    private func wrote(byteCount: Int) { traffic.writtenByteCount += Int64(byteCount) }
}
