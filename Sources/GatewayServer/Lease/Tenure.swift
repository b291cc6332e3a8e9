// One session's time with the lease, as far as bytes and the record go: its number, its gates, what
// the device said before it may be passed on. When the gates open, the machine decides.

import LeaseCore
import NIOCore

/// The holder's end of the relay between a client and a link. Confined to the device's event loop.
final class Tenure {
    private enum Gate {
        /// Nothing passes; what the device says is kept.
        case shut(kept: ByteBuffer)
        /// The device's bytes pass. Nobody is known to be there yet, and what was passed is kept:
        /// if nobody is, it belongs to the next.
        case output(unheard: ByteBuffer)
        /// Bytes pass both ways.
        case both
    }

    /// Of the device's output, what is kept for a client that has not shown yet that it is there.
    private static let keptByteCountMax = 64 * 1_024
    /// A silence of the holder's counts as idle beyond this.
    private static let silenceMax = Duration.seconds(60)
    /// 9600 baud, ten bits a byte.
    private static let slowPortByteTime = Duration.microseconds(1_042)

    let lease: LeaseNumber
    let granted: Instant
    private var gate: Gate
    /// When the client last sent something for the device.
    private(set) var lastInput: Instant
    private var hasUnreportedInput = false
    /// When a byte of the client's was last written to the device.
    private(set) var lastDelivery: Instant?
    /// When a slow serial port behind the device's connection would have passed on all that was
    /// written.
    private(set) var passedOnBy: Instant?
    private var deliveredByteCount: Int64 = 0
    /// When the device last said something.
    private(set) var lastOutput: Instant?
    /// Whether that was an answer.
    private(set) var answer: Answer
    /// Since when the device is made to wait, until the client takes more of what it said; nil: it
    /// may go on.
    private var heldBackSince: Instant?
    /// For how long it was, since `lastDelivery`.
    private(set) var heldBack = Duration.zero
    private(set) var byteCountFromDevice: Int64 = 0
    private var idleBefore = Duration.zero
    /// The client has asked to be sent nothing for now (RFC 2217, FLOWCONTROL-SUSPEND).
    var isSuspended = false

    /// What one who was passed over leaves to the next, on the same link.
    struct Bequest {
        /// What the device said, and nobody is known to have heard.
        var unheard = ByteBuffer()
        /// Whether the lease had begun for the device.
        var isBegun = false
        /// The lease whose acquire command is the next one's too; nil: it has its own.
        var acquiredAs: LeaseNumber?
        /// The way that the lease began with; nil: the next one's is the settings'.
        var route: LinkRoute?
    }

    /// Whether the device has been told already that a lease has begun.
    let isBegun: Bool
    /// The lease whose acquire command is this one's.
    let acquiredAs: LeaseNumber
    /// Where all of the lease's tries to open its link lead, whatever becomes of the settings.
    let route: LinkRoute
    /// The grant is in the database.
    var isWritten = false
    /// What keeps the link from opening, as far as the record was told.
    var delays: Set<String> = []

    /// `isGreetingDue`: whether the device may begin by greeting.
    init(
        lease: LeaseNumber,
        granted: Instant,
        by route: LinkRoute,
        inheriting bequest: Bequest,
        isGreetingDue: Bool
    ) {
        self.lease = lease
        self.granted = granted
        lastInput = granted
        isBegun = bequest.isBegun
        acquiredAs = bequest.acquiredAs ?? lease
        self.route = bequest.route ?? route
        gate = .shut(kept: bequest.unheard)
        answer = Answer(isGreetingDue: isGreetingDue)
        if bequest.unheard.readableBytes > 0 { answer.deviceSaid(bequest.unheard) }
    }

    /// How much of the hold was idle: each silence beyond its first 60 s.
    func idle(at now: Instant) -> Duration {
        idleBefore + max(.zero, now - lastInput - Self.silenceMax)
    }

    /// Whether the client was sent anything of the device's.
    var hasSpoken: Bool { byteCountFromDevice > 0 }

    /// `silence`: for how long the device has said nothing, and had no reason to.
    func clientSent(_ bytes: ByteBuffer, at now: Instant, behind silence: Duration) {
        answer.clientSent(bytes, behind: silence)
        idleBefore = idle(at: now)
        lastInput = now
        hasUnreportedInput = true
    }

    /// When the client last sent something, if that has not been asked since.
    func takeUnreportedInput() -> Instant? {
        guard hasUnreportedInput else { return nil }
        hasUnreportedInput = false
        return lastInput
    }

    /// `byteCount`: how many bytes of the client's have been written to the device by now.
    func delivered(_ byteCount: Int64, at now: Instant) {
        let passing = Self.slowPortByteTime * Double(byteCount - deliveredByteCount)
        passedOnBy = max(passedOnBy ?? now, now) + passing
        deliveredByteCount = byteCount
        lastDelivery = now
        heldBack = .zero
        if isHoldingBack { heldBackSince = now }
    }

    /// Bytes of the client's were on their way before it had the lease.
    func clientHadSent(_ bytes: ByteBuffer, behind silence: Duration) {
        if bytes.readableBytes > 0 { answer.clientSent(bytes, behind: silence) }
    }

    /// The device was sent what begins each lease.
    func gatewaySent(_ bytes: [UInt8]) { answer.gatewaySent(bytes) }

    /// Whether the device waits for the client: that is not its silence.
    var isHoldingBack: Bool { heldBackSince != nil }

    /// The client has taken something: the device may go on, and is given the time for it.
    func letDeviceGoOn(at now: Instant) {
        guard let since = heldBackSince else { return }
        heldBackSince = nil
        heldBack += now - since
        lastOutput = now
    }

    /// Takes what the device said. Returns false when the device has to be made to wait.
    func deviceSaid(_ bytes: ByteBuffer, to client: ClientSession, at now: Instant) -> Bool {
        lastOutput = now
        answer.deviceSaid(bytes)
        switch gate {
        case .shut(var kept):
            gate = .both
            kept.writeImmutableBuffer(bytes)
            let hasRoom = kept.readableBytes < Self.keptByteCountMax
            gate = .shut(kept: kept)
            return hasRoom
        case .output(var unheard):
            gate = .both
            unheard.writeImmutableBuffer(bytes)
            let hasRoom = unheard.readableBytes < Self.keptByteCountMax
            gate = .output(unheard: unheard)
            pass(bytes, to: client)
            return !holdsBack(client, at: now) && hasRoom
        case .both:
            pass(bytes, to: client)
            return !holdsBack(client, at: now) && !isSuspended
        }
    }

    private func holdsBack(_ client: ClientSession, at now: Instant) -> Bool {
        guard client.output.isFull else { return false }
        heldBackSince = heldBackSince ?? now
        return true
    }

    func startOutput(to client: ClientSession) {
        guard case .shut(let kept) = gate else { preconditionFailure("output starts once") }
        gate = .output(unheard: kept)
        if kept.readableBytes > 0 { pass(kept, to: client) }
    }

    func startInput() {
        guard case .output = gate else { preconditionFailure("input starts once, after output") }
        gate = .both
    }

    /// Whether something that the device said waits for the gate to open.
    var keepsOutput: Bool {
        if case .shut(let kept) = gate { kept.readableBytes > 0 } else { false }
    }

    /// Whether the lease has begun for the device: what it says passes.
    var isOutputOpen: Bool {
        if case .shut = gate { false } else { true }
    }

    /// Whether what the client sends passes.
    var isInputOpen: Bool {
        if case .both = gate { true } else { false }
    }

    /// Whether the device may go on, as far as this client has taken its output.
    func hasRoom(for client: ClientSession) -> Bool {
        switch gate {
        case .shut(let kept): kept.readableBytes < Self.keptByteCountMax
        case .output(let unheard):
            unheard.readableBytes < Self.keptByteCountMax && !client.output.isFull
        case .both: !isSuspended && !client.output.isFull
        }
    }

    /// What is the next one's, if this client is passed over.
    var bequest: Bequest {
        switch gate {
        case .shut(let bytes): bequest(bytes, isBegun: isBegun)
        case .output(let bytes): bequest(bytes, isBegun: true)
        case .both: Bequest()
        }
    }

    private func bequest(_ unheard: ByteBuffer, isBegun: Bool) -> Bequest {
        Bequest(unheard: unheard, isBegun: isBegun, acquiredAs: acquiredAs, route: route)
    }

    private func pass(_ bytes: ByteBuffer, to client: ClientSession) {
        byteCountFromDevice += Int64(bytes.readableBytes)
        client.output.append(bytes)
    }
}
