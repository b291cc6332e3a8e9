// A link to a device on a serial port of this machine. Such a device does not notice that anybody
// has left, and goes on talking: so a port is closed only when the line is quiet, and what it says
// until then is nobody's. A port that is unplugged is lost, and is opened again by its name. What
// else can be done with it is in `SerialDeviceLink+Port`.

import Dispatch
import GatewayConfiguration
import LeaseCore
import Logging
import NIOCore
import NIOPosix

/// One opening of a serial port.
final class SerialDeviceLink: DeviceLink {
    private enum Stage {
        case idle
        case opening
        /// The port is open; its channel is not yet.
        case connecting(SerialTerminal)
        case open(any Channel, SerialTerminal)
        /// The line becomes quiet, until then at the latest.
        case quietening(SerialTerminal, end: Instant)
        /// A driver may take its time to close.
        case closing(end: Scheduled<Void>)
        case gone
    }

    /// How often a port that is asked for something is looked at.
    private static let lookPause = TimeAmount.milliseconds(250)
    /// How often it is, while its line becomes quiet.
    private static let quietLookPause = TimeAmount.milliseconds(20)
    /// A port that does not close in so long is not waited for.
    private static let closeMax = TimeAmount.milliseconds(900)

    let settings: SerialSettings
    let loop: any EventLoop
    private let log: Logger
    private unowned let observer: any DeviceLinkObserver
    /// For what may wait for the driver: no other device's may have to wait behind it.
    private let queue = DispatchQueue(label: "serial port")
    private var stage = Stage.idle
    /// The next look at the port.
    private var look: Scheduled<Void>?
    private var judge: StallJudge
    private var isReading = true
    private var writtenByteCount: Int64 = 0
    /// When a byte last went either way.
    private var lastByte: Instant?
    /// What of the port's settings was changed in this lease.
    var changes = Changes()

    init(
        to settings: SerialSettings,
        stallMax: Duration,
        on loop: any EventLoop,
        observer: any DeviceLinkObserver,
        log: Logger
    ) {
        self.settings = settings
        self.loop = loop
        self.observer = observer
        self.log = log
        judge = StallJudge(stallMax: stallMax)
    }

    /// The open port.
    var terminal: SerialTerminal? {
        if case .open(_, let terminal) = stage { terminal } else { nil }
    }

    var channel: (any Channel)? {
        if case .open(let channel, _) = stage { channel } else { nil }
    }

    var hasBytesWaiting: Bool { bufferedByteCount + unsentByteCount > 0 }

    var unsentByteCount: Int { terminal?.queued.unsentByteCount ?? 0 }

    /// What was written and the kernel has not taken.
    private var bufferedByteCount: Int { channel?.bufferedByteCount ?? 0 }

    func withdraw() -> Bool {
        guard let terminal, bufferedByteCount == 0 else { return false }
        terminal.discard(.unsent)
        return terminal.queued.unsentByteCount == 0
    }

    func open() {
        guard case .idle = stage else { preconditionFailure("a link is opened once") }
        stage = .opening
        let settings = settings
        offLoop({ SerialTerminal.open(settings) }) {
            switch $0 {
            case .success(let terminal): self.opened(terminal)
            case .failure(let fault): self.openFailed(fault.failure, fault.words)
            }
        }
    }

    private func offLoop<Outcome: Sendable>(
        _ body: @escaping @Sendable () -> Outcome,
        then done: @escaping (Outcome) -> Void
    ) {
        let promise = loop.makePromise(of: Outcome.self)
        promise.futureResult.assumeIsolated().whenSuccess(done)
        queue.async { promise.succeed(body()) }
    }

    private func openFailed(_ failure: LinkFailure, _ words: String) {
        guard case .opening = stage else { return }
        stage = .gone
        observer.linkFailed(self, failure, detail: words)
    }

    private func opened(_ terminal: SerialTerminal) {
        guard case .opening = stage else { return close(terminal) {} }
        guard let (input, output) = terminal.duplicates() else {
            close(terminal) {}
            return openFailed(.unreachable, "this process may open no more files")
        }
        stage = .connecting(terminal)
        let link = NIOLoopBound(self, eventLoop: loop)
        NIOPipeBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(WriteCounter(wrote: link.value.wrote))
                    try pipeline.addHandler(LinkEar(of: link.value))
                }
            }
            .takingOwnershipOfDescriptors(input: input, output: output)
            .assumeIsolated()
            .whenFailure { self.failed($0) }
    }

    func release(hasUnsentBytes: Bool) {
        guard case .open(let channel, let terminal) = stage else {
            preconditionFailure("only an open link can be released")
        }
        look?.cancel()
        if hasUnsentBytes || hasBytesWaiting { lastByte = .now }
        stage = .quietening(terminal, end: .now + LineClearing.waitMax)
        // What the channel has not written goes with it.
        channel.close(promise: nil)
        if hasUnsentBytes { terminal.discard(.unsent) }
        lookForQuiet(withdrawing: hasUnsentBytes)
    }

    private func lookForQuiet(withdrawing: Bool) {
        guard case .quietening(let terminal, let end) = stage else { return }
        let now = Instant.now
        if terminal.queued.unreadByteCount > 0 {
            terminal.discard(.received)
            lastByte = now
        }
        let isQuiet = lastByte.map { now - $0 >= LineClearing.quiet } ?? true
        guard isQuiet || now >= end else {
            look = loop.assumeIsolated().scheduleTask(in: Self.quietLookPause) {
                self.lookForQuiet(withdrawing: withdrawing)
            }
            return
        }
        let how = isQuiet ? "the line was quiet" : "the line was not quiet"
        stage = .closing(
            end: loop.assumeIsolated().scheduleTask(in: Self.closeMax) {
                self.closed(how: "\(how), and the port still closes")
            }
        )
        close(terminal, withdrawing: withdrawing) { self.closed(how: how) }
    }

    private func closed(how: String) {
        guard case .closing(let end) = stage else { return }
        end.cancel()
        stage = .gone
        observer.linkReleased(self, how: how)
    }

    private func close(
        _ terminal: SerialTerminal,
        withdrawing: Bool = true,
        then closed: @escaping () -> Void
    ) {
        offLoop({
            if withdrawing { terminal.discardAtClose() }
            terminal.close()
        }) { closed() }
    }

    func abandon() {
        let before = stage
        stage = .gone
        look?.cancel()
        switch before {
        case .open(let channel, let terminal):
            channel.close(promise: nil)
            close(terminal) {}
        // A channel that opens now closes itself: it finds nobody.
        case .connecting(let terminal), .quietening(let terminal, _): close(terminal) {}
        case .closing(let end): end.cancel()
        case .idle, .opening, .gone: break
        }
    }

    /// A serial port acknowledges nothing.
    func acknowledge() {}

    func pauseReading() { setReading(false) }
    func resumeReading() { setReading(true) }

    private func setReading(_ isOn: Bool) {
        guard let channel, isReading != isOn else { return }
        isReading = isOn
        try? channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    private func lookLater() {
        look = loop.assumeIsolated().scheduleTask(in: Self.lookPause) { self.lookForProgress() }
    }

    private func lookForProgress() {
        guard let terminal else { return }
        lookLater()
        // A device that we do not listen to may be able to do nothing else than speak.
        if !isReading { judge.excuse() }
        let waiting = bufferedByteCount + terminal.queued.unsentByteCount
        guard
            judge.isStalled(
                writtenByteCount: writtenByteCount,
                waitingByteCount: waiting,
                at: .now
            )
        else { return }
        judge.excuse()
        observer.linkStalled(self, detail: "\(waiting) B wait, and \(settings.path) takes none")
    }
}

// MARK: What the channel reports

extension SerialDeviceLink: LinkChannelObserver {
    func connected(_ channel: any Channel) {
        guard case .connecting(let terminal) = stage else {
            channel.close(promise: nil)
            return
        }
        stage = .open(channel, terminal)
        lookLater()
        noteMode(of: terminal)
        observer.linkOpened(self)
    }

    /// A driver takes the nearest mode that it has, and says nothing.
    private func noteMode(of terminal: SerialTerminal) {
        guard let mode = terminal.mode, !mode.isAsGood(as: settings.mode) else { return }
        var present = settings
        present.mode = mode
        log.warning("the port does not do what is asked of it; it is \(present.url)")
    }

    func read(_ bytes: ByteBuffer) {
        guard terminal != nil else { return }
        lastByte = .now
        observer.linkRead(self, bytes)
    }

    private func wrote(byteCount: Int) {
        writtenByteCount += Int64(byteCount)
        lastByte = .now
    }

    /// A read of nothing means nothing else than that the port is gone.
    func finished() { failed(nil) }

    /// The port is gone: unplugged, or hung up.
    func failed(_ error: (any Error)?) {
        let words = error.map(SystemWords.of) ?? "hung up"
        switch stage {
        case .open(let channel, let terminal):
            look?.cancel()
            stage = .gone
            channel.close(promise: nil)
            close(terminal) {}
            observer.linkLost(self, .deviceLost, detail: "\(settings.path) is gone: \(words)")
        case .connecting(let terminal):
            stage = .gone
            close(terminal) {}
            observer.linkFailed(self, .unreachable, detail: "\(settings.path): \(words)")
        case .idle, .opening, .quietening, .closing, .gone: break
        }
    }
}

extension SerialMode {
    /// A rate that is a little off is understood all the same.
    fileprivate func isAsGood(as wanted: SerialMode) -> Bool {
        let difference = abs(bitsPerSecond - wanted.bitsPerSecond)
        var same = self
        same.bitsPerSecond = wanted.bitsPerSecond
        return same == wanted && difference * 100 <= wanted.bitsPerSecond * 3
    }
}
