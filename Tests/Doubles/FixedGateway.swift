// A gateway that is as a test says it is, for tests of what shows it: no socket, no device. The
// real one is driven by the end-to-end tests.

import GatewayAPI
import Synchronization

/// Answers for devices with what it was given.
public final class FixedGateway: GatewayView {
    private let present: Mutex<(status: GatewayStatus, problems: [String])>
    private let taken = Mutex<[Order]>([])

    /// An order that it took.
    public enum Order: Hashable, Sendable {
        case kickHolder(String, KickOrder, actor: String)
        case kickSession(Int64, KickOrder, actor: String)
        case drain(String, actor: String)
        case resume(String, actor: String)
        case say(String, SayOrder, actor: String)
        case sendBreak(String, Orderer)
        case giveToken(String, actor: String)
        case revokeTokens(String, actor: String)
    }

    public init(_ status: GatewayStatus = .sample, problems: [String] = []) {
        present = Mutex((status, problems))
    }

    public func status() async -> GatewayStatus {
        present.withLock { $0.status }
    }

    public func status(of device: String) async -> DeviceStatus? {
        await status().devices.first { $0.device == device }
    }

    public func problems() async -> [String] {
        present.withLock { $0.problems }
    }
}

extension FixedGateway: GatewayOperations {
    /// What operators have ordered.
    public var orders: [Order] { taken.withLock { $0 } }

    public func kickHolder(
        of device: String,
        _ order: KickOrder,
        by actor: String
    ) async throws -> KickedSession {
        taken.withLock { $0.append(.kickHolder(device, order, actor: actor)) }
        let status = await status()
        guard let found = status.devices.first(where: { $0.device == device }) else {
            throw Problem.noDevice(device, among: status.devices.map(\.device))
        }
        guard let holder = found.holder else {
            throw Problem(.conflict, "Nobody has \(device).")
        }
        return KickedSession(
            session: holder.session,
            device: device,
            user: holder.user,
            address: holder.address,
            lease: found.lease
        )
    }

    public func kick(session: Int64, _ order: KickOrder, by actor: String) async -> KickedSession? {
        taken.withLock { $0.append(.kickSession(session, order, actor: actor)) }
        return nil
    }

    public func drain(_ device: String, by actor: String) async throws -> DeviceStatus {
        try await take(.drain(device, actor: actor), about: device)
    }

    public func resume(_ device: String, by actor: String) async throws -> DeviceStatus {
        try await take(.resume(device, actor: actor), about: device)
    }

    public func say(
        _ order: SayOrder,
        at device: String,
        by actor: String
    ) async throws -> Audience {
        let status = try await take(.say(device, order, actor: actor), about: device)
        return Audience(device: device, told: status.queue.count + 1, notTold: 0)
    }

    public func sendBreak(to device: String, by orderer: Orderer) async throws -> SentBreak {
        let status = try await take(.sendBreak(device, orderer), about: device)
        return SentBreak(device: device, session: status.holder?.session)
    }

    private func take(_ order: Order, about device: String) async throws -> DeviceStatus {
        taken.withLock { $0.append(order) }
        if let status = await status(of: device) { return status }
        throw Problem.noDevice(device, among: await status().devices.map(\.device))
    }

    public func giveToken(to user: String, by actor: String) async throws -> GivenToken {
        taken.withLock { $0.append(.giveToken(user, actor: actor)) }
        return GivenToken(user: user, token: "hst_x", givenAt: Timestamp(milliseconds: 0))
    }

    public func tokenList() async throws -> TokenList {
        TokenList(tokens: [TokenStatus(user: "alice", givenAt: nil, givenBy: nil)])
    }

    public func revokeTokens(of user: String, by actor: String) async throws -> RevokedTokens {
        taken.withLock { $0.append(.revokeTokens(user, actor: actor)) }
        return RevokedTokens(user: user, revoked: 1)
    }
}
