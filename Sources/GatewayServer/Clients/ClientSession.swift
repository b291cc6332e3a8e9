// One client at one device, from its accepted connection to its closed one: who it is, what it is
// told, and how it is let go. What it sends is `ClientInput`'s; whether it holds or waits is the
// machine's to know.

import GatewayConfiguration
import LeaseCore
import NIOCore

/// One session's connection. Confined to its device's event loop, on which all devices are to which
/// it may go.
final class ClientSession {
    /// Whether one who was granted after waiting has shown that it is there.
    enum Sign {
        /// It never had to.
        case unasked
        /// Its TCP has not acknowledged so many bytes yet.
        case awaitedFor(acknowledged: Int64)
        /// Nothing was written that it could acknowledge: it has not been heard of since then.
        case awaitedSince(Instant)
        case given
    }

    enum Stage: Equatable {
        /// It is at the door: who it is, and whether it may come in, is not known yet. The device's
        /// machine has not been told of it. Can go to live, observing, leaving, closed.
        case arriving
        /// The session goes on.
        case live
        /// It only reads what the device says: the device's machine does not know it.
        case observing
        /// The connection is closed; the session's end waits for its turn.
        case lost
        /// The session has ended; what is still for the client, and our last words, are on their
        /// way. Then its FIN is awaited, or not.
        case leaving(awaitingFIN: Bool)
        /// The connection is closed.
        case closed
    }

    /// How long a client may take to close its side, once it has everything; to read its last words
    /// too, where it was not let in.
    static let leaveMax = TimeAmount.seconds(1)
    /// So long the words of one who only reads, or leaves, wait for its row: a disk that does not
    /// even fail holds back nobody's for ever.
    static let rowMax = TimeAmount.seconds(1)
    /// What is said to one at most until its row is written.
    private static let unsaidByteCountMax = 4 * 1_024
    /// What a client may have unread of the device's output before the device is made to wait.
    static let outputByteCountMax = 256 * 1_024

    let id: SessionID
    let via: String
    /// `ip:port`, `[v6]:port`.
    let address: String
    /// The address without its port, for limits and for people.
    let host: String
    /// What it brings with it that decides how it is treated.
    private(set) var claim = Claim.anybody
    /// What it has come for.
    let use: Access.Use
    /// What its times are recorded on.
    let scale: EpochScale
    let arrived: Instant
    /// How much is said to it where the device's settings do not say it.
    let usualNotices: DeviceSettings.Notices
    let channel: any Channel
    /// The socket's; -1, which no call takes, once the connection is closed.
    private(set) var descriptor: Int32

    private(set) var stage = Stage.arriving {
        didSet { if !isTalking { endVigil() } }
    }
    /// Its FIN was read.
    private(set) var hasFinished = false
    /// Everything that goes to the client, ours and the device's.
    private(set) var output: OutgoingBytes!
    /// What it sends, and where that goes.
    var input: ClientInput
    var tenure: Tenure?
    private(set) var observation: Observation?
    /// While it waits, whether it takes what it is told.
    private(set) var vigil: Vigil?
    var sign = Sign.unasked
    /// Whether its host is there; nil: nobody has looked yet.
    private var judge: PeerJudge?
    let windowProbes = WindowProbes()
    /// Of it, or of what we did with it.
    var lastSign: LastSign?
    /// Of the device's link that it holds, or is waiting for. The one does not unsay the other: who
    /// closes its side before the link opens has closed it.
    var linkSign: LastSign?
    /// The operator's order that ends it.
    var dismissal: Dismissal?
    /// Its place on arrival; 0: not in line. Nil until the machine has placed it.
    var queuePosition: Int?

    /// Its device's: another's once it goes on in another line of its pool.
    var runner: LeaseRunner
    /// The pool that it came to; nil: a device.
    let pool: DevicePool?
    /// What that pool knows of it, once it is in.
    var guest: Guest?
    /// What the record says of it beside its columns.
    var context: [String: String] { origin.merging(terminal.context) { $1 } }
    /// What was known of it when it came.
    private let origin: [String: String]
    /// Its bytes on the wire, where they are not the session's own: TLS, telnet.
    private let wire: ClientWire?
    /// Where it speaks telnet.
    let telnet: TelnetClientHandler?
    /// What its end has told of itself.
    var terminal = ClientTerminal()
    /// Words of ours that wait for its row to be written; nil: they are said at once.
    private var unsaid: ByteBuffer?
    /// Of its stay at the door, then of its leaving.
    private var deadline: Scheduled<Void>?
    /// What there is for it when its session ends, on its way.
    private(set) var farewell: Farewell?
    /// Our side is closed: our FIN is behind everything.
    private var isOutputClosed = false

    init(
        id: SessionID,
        caller: Caller,
        scale: EpochScale,
        arrived: Instant,
        channel: any Channel,
        descriptor: Int32,
        runner: LeaseRunner
    ) {
        self.id = id
        via = caller.via
        address = caller.peer.endpoint
        host = caller.peer.host
        use = caller.use
        input = ClientInput(of: caller)
        usualNotices = caller.usualNotices
        wire = caller.wire
        telnet = caller.telnet
        self.scale = scale
        self.arrived = arrived
        self.channel = channel
        self.descriptor = descriptor
        self.runner = runner
        pool = caller.pool
        origin = caller.context
        output = OutgoingBytes(waitingByteCountMax: Self.outputByteCountMax, observer: self)
        output.open(to: channel)
    }

    /// What TCP says of its connection now. A descriptor that was closed a moment ago may be
    /// another's by now.
    var reading: TCPReading? { channel.isActive ? TCPReading(descriptor: descriptor) : nil }

    /// Who it is, for people: `alice (10.0.0.5)`, or the address alone.
    var title: String { claim.user.map { "\($0) (\(host))" } ?? host }

    /// So many bytes its TCP will have acknowledged when it has everything that was written to it
    /// until now.
    var writtenByteCount: Int64 {
        guard let wire else { return output.deliveredByteCount + Int64(output.pendingByteCount) }
        // What is not encrypted yet will be a few bytes longer; all before it is counted exactly.
        return wire.writtenByteCount + Int64(output.waitingByteCount)
    }

    /// Takes what the client sent. Returns whether it is the device's.
    func received(_ bytes: inout ByteBuffer) -> Bool {
        input.read(&bytes) && stage == .live && input.pass(&bytes)
    }

    /// From now on it may give commands to the gateway, each begun with that character; nil: none.
    func letEscape(with character: UInt8?) {
        guard let telnet else { return }
        input.letEscape(with: character, readsBinary: telnet.readsBinary)
    }

    /// What has not been read of the client until now arrived while it was in line.
    func markUnreadAsStale() { input.markUnreadAsStale(reading) }

    /// Waits at the door no longer than so; then `tooLate` sees to it.
    func awaitLogin(for duration: TimeAmount, tooLate: @escaping () -> Void) {
        keepDeadline(duration, tooLate)
    }

    /// It is known now; whether it may come in is another question.
    func identify(_ claim: Claim) { self.claim = claim }

    /// It may come in.
    func admit() {
        comeIn()
        stage = .live
    }

    /// It may come in, and only read.
    func observe(_ observation: Observation) {
        comeIn()
        self.observation = observation
        stage = .observing
    }

    private func comeIn() {
        precondition(stage == .arriving, "a client comes in once")
        deadline?.cancel()
    }

    /// Its FIN was read: it will send nothing more.
    func finished() {
        hasFinished = true
        goOnLeaving()
    }

    /// Writes a line of ours, behind what is on its way. A client that reads nothing is not told
    /// everything: lines are dropped once it is too far behind.
    func tell(_ notice: String) {
        if isTalking, !output.isFull { say(notice) }
    }

    private func say(_ notice: String) {
        guard unsaid != nil else { return output.append(ByteBuffer(string: notice)) }
        if unsaid?.readableBytes ?? 0 < Self.unsaidByteCountMax { unsaid?.writeString(notice) }
    }

    /// From now on nothing is said until `rowWritten`, and its connection is not closed by us
    /// before: who has read a word of ours is in the record, whatever becomes of the gateway in the
    /// next moment.
    func awaitRow() { unsaid = unsaid ?? ByteBuffer() }

    /// Whether its words wait for its row.
    var isAwaitingRow: Bool { unsaid != nil }

    /// Waits for its row no longer than `rowMax`.
    func boundRow() {
        keepDeadline(Self.rowMax) { self.rowWritten() }
    }

    /// Its row is written, or cannot be. Returns whether something was said now.
    @discardableResult
    func rowWritten() -> Bool {
        guard let words = unsaid else { return false }
        unsaid = nil
        guard stage != .closed, stage != .lost else { return false }
        let says = words.readableBytes > 0
        if says { output.append(words) }
        if case .leaving = stage {
            if farewell == nil { keepLeaveDeadline() }
            goOnLeaving()
        }
        return says
    }

    /// Its judge, for a watch that is about to begin.
    func judged(by terms: PeerJudge.Terms) -> PeerJudge {
        if let judge {
            judge.adopt(terms)
            return judge
        }
        let judge = PeerJudge(by: terms)
        self.judge = judge
        return judge
    }

    /// What it has not taken until now is forgiven.
    func excuse() { judge?.excuse() }

    /// From now on it may pause for so long.
    func letPause(for stallMax: Duration) { judge?.letPause(for: stallMax) }

    /// Whether its host has left something unanswered.
    var isInDoubt: Bool {
        guard let reading, reading.isAsking else { return false }
        return reading.probesUnanswered > 0 || judge?.hasAsked == true
    }

    /// It is looked after as a waiter that was told something.
    func keep(_ vigil: Vigil) { self.vigil = vigil }

    func endVigil() {
        vigil?.end()
        vigil = nil
    }

    func pauseReading() { setReading(false) }
    func resumeReading() { setReading(true) }

    private func setReading(_ isOn: Bool) {
        guard stage != .closed, stage != .lost else { return }
        try? channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    /// Lets the client go: says `lastWords` behind all that is for it, closes our side, and awaits
    /// its FIN for `leaveMax`. To close with unread bytes would be an RST, and what is on its way
    /// would be lost: that is risked where its FIN is not awaited.
    func leave(saying lastWords: String?, awaitingFIN: Bool = true) {
        guard isTalking else { return }
        let wasIn = stage != .arriving
        // First: a write may fail at once, and close the connection under us.
        stage = .leaving(awaitingFIN: awaitingFIN)
        // Most who leave by themselves have everything: no time is spent on them.
        if wasIn, awaitingFIN, let reading,
            lastWords != nil || isAwaitingRow || output.pendingByteCount > 0
                || reading.hasBytesWaiting
        {
            farewell = Farewell(to: self, on: channel.eventLoop)
        }
        // However much is before it: it is short, and the last.
        if let lastWords { say(lastWords) }
        guard case .leaving = stage else { return }
        input.fate = .discarded
        setReading(true)
        if isAwaitingRow {
            boundRow()
        } else if farewell == nil {
            keepLeaveDeadline()
        }
        goOnLeaving()
    }

    /// Within `leaveMax` it has to go, or to take something more of what there is for it.
    private func keepLeaveDeadline() {
        keepDeadline(Self.leaveMax) { self.drop() }
    }

    private func keepDeadline(_ duration: TimeAmount, _ over: @escaping () -> Void) {
        deadline?.cancel()
        deadline = channel.eventLoop.assumeIsolated().scheduleTask(in: duration, over)
    }

    /// Once everything is on its way: closes our side, or the whole where the client's is closed.
    /// The whole only when all has arrived: what is left behind in a closed socket is at the mercy
    /// of the kernel, which soon gives up a reader that pauses.
    func goOnLeaving() {
        guard case .leaving(let awaitingFIN) = stage, output.pendingByteCount == 0, !isAwaitingRow
        else { return }
        let delivery = farewell?.delivery ?? .arrived
        guard delivery != .underWay else { return }
        if awaitingFIN, !hasFinished {
            closeOutput()
        } else if delivery == .arrived {
            channel.close(promise: nil)
        }
        guard delivery == .arrived, case .leaving = stage, farewell != nil else { return }
        endFarewell()
        keepLeaveDeadline()
    }

    private func endFarewell() {
        farewell?.end()
        farewell = nil
    }

    private func closeOutput() {
        guard !isOutputClosed else { return }
        isOutputClosed = true
        channel.close(mode: .output, promise: nil)
    }

    /// Closes the connection now, whatever is under way.
    func drop() {
        guard stage != .closed, stage != .lost else { return }
        if isTalking { stage = .leaving(awaitingFIN: false) }
        endFarewell()
        output.end()
        channel.close(promise: nil)
    }

    /// Closes the connection now and withdraws what is on its way: whoever comes back to it is told
    /// so by RST.
    func reset() {
        SocketOption.resetOnClose(descriptor)
        drop()
    }

    /// Whether it waits, and is not the next one, whose bytes are the device's already.
    var isInLine: Bool { stage == .live && tenure == nil && input.toDevice == nil }

    /// Whether the session has not ended yet, as far as the machine has been told.
    var isInSession: Bool { stage == .live || stage == .lost }

    /// The furthest it has come, as long as it has no lease.
    var role: SessionRole {
        switch stage {
        case .arriving: .refused
        case .observing: .observer
        case .live, .lost, .leaving, .closed: .waiter
        }
    }

    /// Whether the session has not ended, and its connection is open.
    var isTalking: Bool {
        switch stage {
        case .arriving, .live, .observing: true
        case .lost, .leaving, .closed: false
        }
    }

    /// The connection is closed, before the session has ended.
    func lost() {
        stage = .lost
        descriptor = -1
        output.end()
    }

    /// The connection is closed, and the session has ended.
    func closed() {
        stage = .closed
        descriptor = -1
        deadline?.cancel()
        deadline = nil
        endFarewell()
        output.end()
    }
}

extension ClientSession: OutgoingBytesObserver {
    func outgoingBytesProgressed(_ bytes: OutgoingBytes) {
        if bytes === output {
            if case .leaving = stage, farewell == nil, output.pendingByteCount > 0 {
                keepLeaveDeadline()
            }
            goOnLeaving()
            stage == .observing ? runner.observerProgressed(self) : runner.outputProgressed(self)
        } else {
            runner.inputProgressed(self)
        }
    }

    func outgoingBytesFailed(_ bytes: OutgoingBytes, _ error: any Error) {
        // A failed link reports itself.
        if bytes === output { runner.clientFailed(self, error) }
    }
}
