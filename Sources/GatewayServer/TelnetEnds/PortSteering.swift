// RFC 2217 from the access server's side: what a client asks of a serial port becomes the port's
// mode and lines, and each answer says what is in force afterwards, whether that was wanted or not.
// The messages are the module `Telnet`'s; who may steer is `LeaseRunner+Line`'s to say.

import GatewayConfiguration
import LeaseCore
import NIOCore
import Telnet

/// One holder's steering of a serial port. Confined to the device's event loop.
final class PortSteering {
    /// How often the modem lines are looked at.
    private static let lookPause = TimeAmount.milliseconds(100)

    private let device: String
    private let look: RepeatedTask
    private var modemMask = ComPortModemState(rawValue: .max)
    private var lines: ModemLines?
    private var isBreaking = false

    /// `isDue` is called whenever `changes` is to be asked for, until `stop`.
    init(of device: String, on loop: any EventLoop, isDue: @escaping () -> Void) {
        self.device = device
        let isDue = NIOLoopBound(isDue, eventLoop: loop)
        look = loop.scheduleRepeatedTask(initialDelay: Self.lookPause, delay: Self.lookPause) { _ in
            isDue.value()
        }
    }

    func stop() { look.cancel() }

    /// What has changed at the port since it was last looked at, as far as the client wants to be
    /// told (RFC 2217, NOTIFY-MODEMSTATE).
    func changes(at port: any SerialPort) -> [ComPortMessage] {
        guard let now = port.lines else { return [] }
        let before = lines
        lines = now
        guard let before, before != now else { return [] }
        let state = ComPortModemState(now, since: before)
        return state.isDisjoint(with: modemMask) ? [] : [.modemState(state)]
    }

    /// What a client is told that begins to steer: some ask for the lines and never how they are
    /// (pyserial waits for this).
    func beginning(at port: any SerialPort) -> ComPortMessage {
        lines = port.lines
        return .modemState(ComPortModemState(lines ?? [], since: lines ?? []))
    }

    /// Does what the client asks, and says what is in force then.
    func answers(to message: ComPortMessage, at port: any SerialPort) -> [ComPortMessage] {
        switch message {
        case .baudRate(let rate?): change(port) { $0.bitsPerSecond = Int(rate) }
        case .dataSize(let bits?): change(port) { $0.dataBits = Int(bits) }
        case .parity(let parity?):
            let mode = parities.first { $0.message == parity }?.mode
            if let mode { change(port) { $0.parity = mode } }
        case .stopSize(.one): change(port) { $0.stopBits = 1 }
        case .stopSize(.two): change(port) { $0.stopBits = 2 }
        case .control(let control): return [.control(self.control(control, port))]
        case .purge(let purge):
            if purge != .unsent { port.purgeReceived() }
            if purge != .received { port.purgeUnsent() }
            return [message]
        case .modemStateMask(let mask):
            modemMask = mask
            lines = port.lines
            return [message, .modemState(ComPortModemState(lines ?? [], since: lines ?? []))]
        case .modemState:
            let lines = port.lines ?? []
            return [.modemState(ComPortModemState(lines, since: lines))]
        // A driver tells nothing of what happens on the line: its events are never told.
        case .baudRate, .dataSize, .parity, .stopSize, .signature, .lineState, .lineStateMask,
            .suspend, .resume:
            break
        }
        guard let mode = port.mode else { return [] }
        return Self.answer(to: message, unchanged: mode, of: device).map { [$0] } ?? []
    }

    /// What is said to one for whom nothing is changed.
    static func answer(
        to message: ComPortMessage,
        unchanged mode: SerialMode,
        of device: String
    ) -> ComPortMessage? {
        switch message {
        case .signature(nil): .signature("hotseat \(device)")
        case .signature, .suspend, .resume: nil
        case .baudRate: .baudRate(UInt32(clamping: mode.bitsPerSecond))
        case .dataSize: .dataSize(UInt8(clamping: mode.dataBits))
        case .parity: .parity(parities.first { $0.mode == mode.parity }?.message)
        case .stopSize: .stopSize(mode.stopBits == 2 ? .two : .one)
        case .control(let control): .control(.unchanged(control, mode))
        case .lineState: .lineState([])
        case .modemState: .modemState([])
        case .lineStateMask: .lineStateMask([])
        case .modemStateMask, .purge: message
        }
    }

    private func change(_ port: any SerialPort, _ change: (inout SerialMode) -> Void) {
        guard var mode = port.mode else { return }
        change(&mode)
        guard SerialMode.bitsPerSecondRange.contains(mode.bitsPerSecond) else { return }
        _ = port.set(mode)
    }

    private func control(_ control: ComPortControl, _ port: any SerialPort) -> ComPortControl {
        switch control {
        case .flowNone, .inboundFlowNone: change(port) { $0.flow = .none }
        case .flowXonXoff, .inboundFlowXonXoff: change(port) { $0.flow = .xonxoff }
        case .flowHardware, .inboundFlowHardware: change(port) { $0.flow = .rtscts }
        case .breakOn: isBreaking = port.setBreak(true)
        case .breakOff:
            _ = port.setBreak(false)
            isBreaking = false
        case .dtrOn, .dtrOff: return set(.dtr, control == .dtrOn, port) ? .dtrOn : .dtrOff
        case .rtsOn, .rtsOff: return set(.rts, control == .rtsOn, port) ? .rtsOn : .rtsOff
        case .askDTR: return port.lines?.contains(.dtr) == true ? .dtrOn : .dtrOff
        case .askRTS: return port.lines?.contains(.rts) == true ? .rtsOn : .rtsOff
        case .askFlow, .askInboundFlow, .askBreak, .flowDCD, .flowDSR, .inboundFlowDTR: break
        }
        if [.askBreak, .breakOn, .breakOff].contains(control) {
            return isBreaking ? .breakOn : .breakOff
        }
        return .unchanged(control, port.mode ?? SerialMode())
    }

    /// Returns whether the line is up then. One without modem lines is taken to have done it:
    /// clients open no port that refuses.
    private func set(_ line: ModemLines, _ isUp: Bool, _ port: any SerialPort) -> Bool {
        _ = port.set(line, to: isUp ? line : [])
        return port.lines?.contains(line) ?? isUp
    }
}

extension ComPortControl {
    /// What is in force of that which is asked about.
    fileprivate static func unchanged(_ control: Self, _ mode: SerialMode) -> Self {
        switch (control, mode.flow) {
        case (.askBreak, _), (.breakOn, _), (.breakOff, _): .breakOff
        case (.askDTR, _), (.dtrOn, _), (.dtrOff, _): .dtrOff
        case (.askRTS, _), (.rtsOn, _), (.rtsOff, _): .rtsOff
        case (.askInboundFlow, .none), (.inboundFlowNone, .none), (.inboundFlowXonXoff, .none),
            (.inboundFlowHardware, .none), (.inboundFlowDTR, .none):
            .inboundFlowNone
        case (.askInboundFlow, .xonxoff), (.inboundFlowNone, .xonxoff),
            (.inboundFlowXonXoff, .xonxoff), (.inboundFlowHardware, .xonxoff),
            (.inboundFlowDTR, .xonxoff):
            .inboundFlowXonXoff
        case (.askInboundFlow, .rtscts), (.inboundFlowNone, .rtscts),
            (.inboundFlowXonXoff, .rtscts), (.inboundFlowHardware, .rtscts),
            (.inboundFlowDTR, .rtscts):
            .inboundFlowHardware
        case (_, .none): .flowNone
        case (_, .xonxoff): .flowXonXoff
        case (_, .rtscts): .flowHardware
        }
    }
}

extension ComPortModemState {
    /// The lines as they are, and which of them changed.
    fileprivate init(_ lines: ModemLines, since before: ModemLines) {
        self = []
        if lines.contains(.cts) { insert(.clearToSend) }
        if lines.contains(.dsr) { insert(.dataSetReady) }
        if lines.contains(.ri) { insert(.ring) }
        if lines.contains(.cd) { insert(.carrierDetect) }
        let changed = lines.symmetricDifference(before)
        if changed.contains(.cts) { insert(.clearToSendChanged) }
        if changed.contains(.dsr) { insert(.dataSetReadyChanged) }
        if changed.contains(.ri), !lines.contains(.ri) { insert(.ringEnded) }
        if changed.contains(.cd) { insert(.carrierDetectChanged) }
    }
}

/// The same things by the protocol's names and the port's.
private let parities: [(message: ComPortParity, mode: SerialMode.Parity)] = [
    (.none, .none), (.odd, .odd), (.even, .even), (.mark, .mark), (.space, .space),
]
