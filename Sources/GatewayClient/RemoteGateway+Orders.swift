// What an operator orders of a running gateway. The gateway knows its peer on the control socket,
// and elsewhere by the token: no name is sent.

import FoundationEssentials
import GatewayAPI

extension RemoteGateway {
    /// Ends the session that has a device's lease.
    public func kickHolder(
        of device: String,
        _ order: KickOrder
    ) async throws(Problem) -> KickedSession {
        try await answer(.kickHolder(ofDevice: device), body: Self.json(order)).document()
    }

    /// Ends one session, whether it holds or waits.
    public func kick(session: Int64, _ order: KickOrder) async throws(Problem) -> KickedSession {
        try await answer(.kickSession(session), body: Self.json(order)).document()
    }

    /// Takes a device out of service.
    public func drain(_ device: String) async throws(Problem) -> DeviceStatus {
        try await answer(.drain(device)).document()
    }

    /// Puts a device back in service.
    public func resume(_ device: String) async throws(Problem) -> DeviceStatus {
        try await answer(.resume(device)).document()
    }

    /// Says something to everybody at a device.
    public func say(_ order: SayOrder, at device: String) async throws(Problem) -> Audience {
        try await answer(.say(atDevice: device), body: Self.json(order)).document()
    }

    /// Sends a break over a device's link.
    public func sendBreak(to device: String) async throws(Problem) -> SentBreak {
        try await answer(.sendBreak(toDevice: device)).document()
    }

    /// Gives a user one more token.
    public func giveToken(to user: String) async throws(Problem) -> GivenToken {
        try await answer(.giveToken(toUser: user)).document(alsoWhen: 201)
    }

    /// Who has a token.
    public func tokenList() async throws(Problem) -> TokenList {
        try await answer(.tokens).document()
    }

    /// Takes a user's tokens away.
    public func revokeTokens(of user: String) async throws(Problem) -> RevokedTokens {
        try await answer(.revokeTokens(ofUser: user)).document()
    }

    private static func json(_ order: some Encodable) -> [UInt8] {
        guard let json = try? JSONEncoder().encode(order) else {
            preconditionFailure("an order is always JSON")
        }
        return Array(json)
    }
}
