// What the holder does to the device's line beside sending bytes: a break, the settings of a serial
// port. All of it is the lease's: nothing of it comes before the lease has begun for the device,
// and at its end the line is put back as it is configured.

import GatewayConfiguration
import LeaseCore
import NIOCore
import Telnet

extension LeaseRunner {
    /// How often a line is looked at that still has to send what comes before an order.
    private static let lineLookPause = TimeAmount.milliseconds(5)

    /// A client gives an order. Only the holder's count; others learn how the port is.
    func order(_ order: LineOrders.Order, by client: ClientSession) {
        guard client.tenure != nil, let toDevice = client.input.toDevice else {
            if case .steer(let message) = order { answerAside(message, to: client) }
            return
        }
        // What is to be thrown away would be gone by the time of its turn.
        if case .steer(.purge) = order, client.tenure?.isInputOpen == true {
            carryOut(order, of: client)
            return
        }
        let byteCount = toDevice.deliveredByteCount + Int64(toDevice.pendingByteCount)
        lineOrders.append(order, behind: byteCount, at: .now)
        toDevice.barrier = lineOrders.barrier
        carryOutOrders(of: client)
    }

    /// Carries out what is due. The holder's delivery of bytes asks again, and so does time.
    func carryOutOrders(of client: ClientSession) {
        guard !lineOrders.isEmpty, client.tenure?.isInputOpen == true, let link else { return }
        while let order = lineOrders.takeDue(
            deliveredByteCount: client.input.deliveredByteCount,
            isLineBusy: link.unsentByteCount > 0,
            at: .now
        ) { carryOut(order, of: client) }
        client.input.toDevice?.barrier = lineOrders.barrier
        guard !lineOrders.isEmpty, lineLook == nil else { return }
        lineLook = loop.assumeIsolated().scheduleTask(in: Self.lineLookPause) {
            self.lineLook = nil
            if let client = self.holder?.client { self.carryOutOrders(of: client) }
        }
    }

    private func carryOut(_ order: LineOrders.Order, of client: ClientSession) {
        switch order {
        case .sendBreak:
            if link?.sendBreak() != true {
                tellBetween(client, .knowsNoBreak(device: settings.name))
            }
        case .steer(.suspend), .steer(.resume):
            client.tenure?.isSuspended = order.suspends
            if order.suspends { link?.pauseReading() } else { outputProgressed(client) }
        case .steer(let message):
            guard let port = link?.serialPort else { return answerAside(message, to: client) }
            let steering = steering(of: client, at: port)
            for answer in steering.answers(to: message, at: port) { client.telnet?.answer(answer) }
        }
    }

    private func steering(of client: ClientSession, at port: any SerialPort) -> PortSteering {
        if let steering { return steering }
        let steering = PortSteering(of: settings.name, on: loop) { [unowned self] in
            guard let port = link?.serialPort else { return }
            for answer in self.steering?.changes(at: port) ?? [] { client.telnet?.answer(answer) }
        }
        self.steering = steering
        client.telnet?.answer(steering.beginning(at: port))
        return steering
    }

    /// Whoever does not hold is told how the port is, and changes nothing.
    private func answerAside(_ message: ComPortMessage, to client: ClientSession) {
        guard case .serial(let port) = settings.connect else { return }
        let mode = link?.serialPort?.mode ?? port.mode
        if let answer = PortSteering.answer(to: message, unchanged: mode, of: settings.name) {
            client.telnet?.answer(answer)
        }
    }

    /// The lease is over: nothing of it stays on the line.
    func putLineBack(from client: ClientSession) {
        lineOrders = LineOrders()
        client.input.toDevice?.barrier = nil
        lineLook?.cancel()
        lineLook = nil
        steering?.stop()
        steering = nil
        link?.serialPort?.resetSettings()
    }
}

extension LineOrders.Order {
    fileprivate var suspends: Bool {
        if case .steer(.suspend) = self { true } else { false }
    }
}
