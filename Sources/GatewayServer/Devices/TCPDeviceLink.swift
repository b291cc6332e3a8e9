// A link to a device that speaks plain TCP, closed as a single-slot stack on a microcontroller
// needs it: FIN only when the line is quiet, because such stacks forget a FIN that comes in
// mid-output; else RST, which also withdraws what we had sent and nobody has acknowledged. Where
// the device speaks telnet, that is between the connection and here, and changes none of this.

import GatewayConfiguration
import Glibc
import LeaseCore
import NIOCore
import NIOPosix

/// One TCP connection to a device.
final class TCPDeviceLink: DeviceLink {
    private enum Stage {
        case idle
        /// A connect is under way; on this socket, once there is one.
        case opening(descriptor: Int32?)
        case open(any Channel, descriptor: Int32, PeerWatch)
        /// Our FIN is out; the device's EOF is awaited, for so long. What still arrives is thrown
        /// away.
        case awaitingEOF(any Channel, deadline: Scheduled<Void>?)
        case gone
    }

    /// Whether the device may speak.
    private enum Ear {
        case open(since: Instant?)
        /// We do not read: what the device has to say waits in the kernels, or in the device.
        case shut
    }

    /// A device that has been silent for so long has nothing more to say now.
    private static let quiet = Duration.milliseconds(50)
    /// How long the device may take to answer our FIN with its own.
    private static let eofMax = TimeAmount.seconds(1)
    /// SYN retransmissions: about 15 s in all (tcp(7), TCP_SYNCNT). The kernel's own end of the
    /// connect is the only one: an abandoned handshake can kill a device's listener.
    private static let synCount: SocketOptionValue = 3
    /// Longer than the kernel takes, so that NIO never abandons a connect.
    private static let connectTimeout = TimeAmount.minutes(10)
    /// Small, so that few bytes of a dead client are on their way when it goes.
    private static let sendBufferByteCount: SocketOptionValue = 32 * 1_024

    private let destination: TCPDestination
    private let telnet: TelnetLinkHandler?
    private let liveness: LivenessTimes
    private let stallMax: Duration
    private let loop: any EventLoop
    private unowned let observer: any DeviceLinkObserver
    private var stage = Stage.idle
    private var ear = Ear.open(since: nil)

    init(
        to destination: TCPDestination,
        speaking telnet: TelnetLinkHandler? = nil,
        liveness: LivenessTimes,
        stallMax: Duration,
        on loop: any EventLoop,
        observer: any DeviceLinkObserver
    ) {
        self.destination = destination
        self.telnet = telnet
        self.liveness = liveness
        self.stallMax = stallMax
        self.loop = loop
        self.observer = observer
    }

    var isConnecting: Bool {
        if case .opening(descriptor: .some) = stage { true } else { false }
    }

    var channel: (any Channel)? {
        if case .open(let channel, _, _) = stage { channel } else { nil }
    }

    var hasBytesWaiting: Bool {
        guard case .open(_, let descriptor, _) = stage else { return false }
        return TCPReading(descriptor: descriptor)?.hasBytesWaiting ?? false
    }

    var unsentByteCount: Int {
        guard case .open(_, let descriptor, _) = stage else { return 0 }
        return TCPReading(descriptor: descriptor)?.unsentByteCount ?? 0
    }

    func open() {
        guard case .idle = stage else { preconditionFailure("a link is opened once") }
        stage = .opening(descriptor: nil)
        destination.resolve(on: loop).assumeIsolated().whenComplete {
            switch $0 {
            case .success(let address): self.connect(to: address)
            case .failure(let error): self.connectFailed(error)
            }
        }
    }

    private func connect(to address: SocketAddress) {
        guard case .opening = stage else { return }
        let link = NIOLoopBound(self, eventLoop: loop)
        ClientBootstrap(group: loop)
            .connectTimeout(Self.connectTimeout)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.tcpOption(.init(rawValue: TCP_SYNCNT)), value: Self.synCount)
            .channelOption(.socketOption(.so_sndbuf), value: Self.sendBufferByteCount)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    link.value.prepare(channel)
                    let pipeline = channel.pipeline.syncOperations
                    if let telnet = link.value.telnet { try pipeline.addHandler(telnet) }
                    try pipeline.addHandler(LinkEar(of: link.value))
                }
            }
            .connect(to: address)
            .assumeIsolated()
            .whenFailure { self.connectFailed($0) }
    }

    /// Before the connect: behind it the device's first byte is awaited.
    private func prepare(_ channel: any Channel) {
        guard let descriptor = channel.descriptor else { return }
        if case .opening = stage { stage = .opening(descriptor: descriptor) }
        // If the gateway is killed, the kernel's RST frees the device's slot at once, and withdraws
        // what was on its way; a FIN in mid-output would be forgotten.
        SocketOption.resetOnClose(descriptor)
        SocketOption.keepUrgentBytesInLine(descriptor)
        liveness.applyWatched(to: descriptor)
    }

    func release(hasUnsentBytes: Bool) {
        guard case .open(let channel, let descriptor, let watch) = stage else {
            preconditionFailure("only an open link can be released")
        }
        guard !hasUnsentBytes, isQuiet(descriptor) else {
            SocketOption.resetNow(descriptor)
            watch.stop()
            reset(channel, how: "RST: the line was not quiet")
            return
        }
        // First the FIN, for which the next holder waits.
        stage = .awaitingEOF(channel, deadline: nil)
        channel.close(mode: .output, promise: nil)
        watch.stop()
        guard case .awaitingEOF = stage else { return }
        let deadline = loop.assumeIsolated().scheduleTask(in: Self.eofMax) {
            self.reset(channel, how: "RST: no EOF came")
        }
        stage = .awaitingEOF(channel, deadline: deadline)
        try? channel.syncOptions?.setOption(.autoRead, value: true)
    }

    func abandon() {
        switch stage {
        case .open(let channel, _, let watch):
            watch.stop()
            stage = .gone
            channel.close(promise: nil)
        case .awaitingEOF(let channel, _):
            stopWaiting()
            stage = .gone
            channel.close(promise: nil)
        case .idle, .opening, .gone:
            stage = .gone
        }
    }

    func acknowledge() {
        if case .open(_, let descriptor, _) = stage { SocketOption.acknowledgeNow(descriptor) }
    }

    func sendBreak() -> Bool {
        guard let telnet, channel != nil else { return false }
        telnet.sendBreak()
        return true
    }

    func pauseReading() { setReading(false) }
    func resumeReading() { setReading(true) }

    private func setReading(_ isOn: Bool) {
        guard case .open(let channel, _, _) = stage else { return }
        switch (ear, isOn) {
        case (.open, true), (.shut, false): return
        case (.open, false): ear = .shut
        case (.shut, true): ear = .open(since: .now)
        }
        try? channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    private var isListening: Bool {
        if case .open = ear { true } else { false }
    }

    /// No byte from the device for a while, and all of ours acknowledged. A device that was made to
    /// wait until now is silent, and not quiet.
    private func isQuiet(_ descriptor: Int32) -> Bool {
        switch ear {
        case .shut: return false
        case .open(let since?) where Instant.now - since < Self.quiet: return false
        case .open: break
        }
        guard let reading = TCPReading(descriptor: descriptor) else { return false }
        guard !reading.hasBytesWaiting else { return false }
        return reading.receivedByteCount == 0 || reading.sinceDataReceived >= Self.quiet
    }

    private func reset(_ channel: any Channel, how: String) {
        stopWaiting()
        stage = .gone
        channel.close(promise: nil)
        observer.linkReleased(self, how: how)
    }

    private func stopWaiting() {
        if case .awaitingEOF(_, let deadline) = stage { deadline?.cancel() }
    }

    private func connectFailed(_ error: any Error) {
        guard case .opening = stage else { return }
        stage = .gone
        let errnoCode = (error as? IOError)?.errnoCode
        let isRefusal = errnoCode == ECONNREFUSED || errnoCode == ECONNRESET
        observer.linkFailed(
            self,
            isRefusal ? .refused : .unreachable,
            detail: SystemWords.of(error)
        )
    }
}

// MARK: What the channel reports

extension TCPDeviceLink: LinkChannelObserver {
    func connected(_ channel: any Channel) {
        guard case .opening(let descriptor?) = stage else {
            channel.close(promise: nil)
            return
        }
        let watch = PeerWatch(
            descriptor: descriptor,
            times: liveness,
            judge: PeerJudge(by: .init(deadPeer: liveness.deadPeer, stallMax: stallMax)),
            windowProbes: WindowProbes(),
            on: loop,
            // A device that we do not listen to may be able to do nothing else than speak.
            mayStall: { [unowned self] in isListening },
            found: { [unowned self] in judged($0, $1) }
        )
        stage = .open(channel, descriptor: descriptor, watch)
        observer.linkOpened(self)
        if case .open = stage { watch.start() }
    }

    private func judged(_ finding: PeerWatch.Finding, _ reading: TCPReading) {
        guard case .open(let channel, _, _) = stage else { return }
        switch finding {
        case .present: break
        case .stalled: observer.linkStalled(self, detail: reading.words)
        case .vanished:
            stage = .gone
            channel.close(promise: nil)
            observer.linkLost(self, .deviceLost, detail: reading.words)
        }
    }

    func read(_ bytes: ByteBuffer) {
        if case .open = stage { observer.linkRead(self, bytes) }
    }

    /// The device's FIN. Our side closes at once: until it does, the device's slot stays taken.
    func finished() {
        switch stage {
        case .open(let channel, let descriptor, let watch):
            watch.stop()
            stage = .gone
            SocketOption.finishOnClose(descriptor)
            channel.close(promise: nil)
            observer.linkLost(self, .deviceClosed, detail: "FIN")
        case .awaitingEOF(let channel, _):
            stopWaiting()
            stage = .gone
            channel.close(promise: nil)
            observer.linkReleased(self, how: "FIN, answered by EOF")
        case .idle, .opening, .gone: break
        }
    }

    /// An error, or a close without one.
    func failed(_ error: (any Error)?) {
        switch stage {
        case .open(_, let descriptor, let watch):
            let reading = watch.lastReading ?? TCPReading(descriptor: descriptor)
            watch.stop()
            stage = .gone
            let isReset = (error as? IOError).map { [ECONNRESET, EPIPE].contains($0.errnoCode) }
            let detail = [error.map(SystemWords.of), reading?.words].compactMap(\.self)
            observer.linkLost(
                self,
                isReset ?? true ? .deviceReset : .deviceLost,
                detail: detail.joined(separator: "; ")
            )
        case .awaitingEOF:
            stopWaiting()
            stage = .gone
            // With our side closed, NIO takes the device's FIN for the end of the whole.
            observer.linkReleased(self, how: "FIN, answered by \(error == nil ? "EOF" : "RST")")
        case .idle, .opening, .gone: break
        }
    }
}
