// What operators order, taken to the device that it concerns. What is done there is in
// `LeaseRunner+Operations` and `LeaseRunner+Words`.

import GatewayAPI
import LeaseCore
import NIOCore

extension Gateway: GatewayOperations {
    public func kickHolder(
        of name: String,
        _ order: KickOrder,
        by actor: String
    ) async throws -> KickedSession {
        let device = try device(named: name)
        return try await device.loop.submit {
            try device.runner.value.kickHolder(order, by: actor).get()
        }.get()
    }

    public func kick(session: Int64, _ order: KickOrder, by actor: String) async -> KickedSession? {
        // All devices of a loop at once: it may go from one's line to another's in between.
        let loops = Dictionary(grouping: devices) { ObjectIdentifier($0.loop) }.values
        for devices in loops {
            let kicked = try? await devices[0].loop.submit { () -> KickedSession? in
                for device in devices {
                    let session = SessionID(session)
                    let kicked = device.runner.value.kick(session, order, by: actor)
                    if let kicked { return kicked }
                }
                return nil
            }.get()
            if let kicked = kicked ?? nil { return kicked }
        }
        return nil
    }

    public func drain(_ name: String, by actor: String) async throws -> DeviceStatus {
        let device = try device(named: name)
        return try await device.loop.flatSubmit { device.runner.value.drain(by: actor) }.get()
    }

    public func resume(_ name: String, by actor: String) async throws -> DeviceStatus {
        let device = try device(named: name)
        return try await device.loop.flatSubmit { device.runner.value.resume(by: actor) }.get()
    }

    public func say(
        _ order: SayOrder,
        at name: String,
        by actor: String
    ) async throws -> Audience {
        let line = try order.line()
        let device = try device(named: name)
        return try await device.loop.submit {
            device.runner.value.say(line, insists: order.insists, by: actor)
        }.get()
    }

    public func sendBreak(to name: String, by orderer: Orderer) async throws -> SentBreak {
        let device = try device(named: name)
        return try await device.loop.submit {
            try device.runner.value.sendBreak(by: orderer).get()
        }.get()
    }

    private func device(named name: String) throws(Problem) -> Device {
        if let device = devices.first(where: { $0.name == name }) { return device }
        throw .noDevice(name, among: devices.map(\.name))
    }
}
