// What can be ordered of a running gateway: GatewayServer does it, GatewayHTTP takes the orders and
// knows who gives them, and who is an operator. What anybody may ask is `GatewayView`.

/// The operators' side of the API. Every order names who gives it, for the record.
public protocol GatewayOperations: Sendable {
    /// Ends the session that has a device's lease. Throws a `Problem`: there is no such device,
    /// nobody has it, or the lease is not the one that was meant.
    func kickHolder(
        of device: String,
        _ order: KickOrder,
        by actor: String
    ) async throws -> KickedSession

    /// Ends a session, whether it holds or waits; nil where none that goes on has that number.
    func kick(session: Int64, _ order: KickOrder, by actor: String) async -> KickedSession?

    /// Takes a device out of service, for good until `resume`: the holder stays, waiters end,
    /// arrivals are refused. Done when it is in the record, or cannot be. Throws a `Problem` where
    /// there is no such device.
    func drain(_ device: String, by actor: String) async throws -> DeviceStatus

    /// Puts a device back in service; as `drain` otherwise.
    func resume(_ device: String, by actor: String) async throws -> DeviceStatus

    /// Says something to everybody at a device. Throws a `Problem`: there is no such device, or
    /// nothing to say.
    func say(_ order: SayOrder, at device: String, by actor: String) async throws -> Audience

    /// Sends a break over a device's link: for operators, and for the user who has the device.
    /// Throws a `Problem`: it is neither, there is no such device, its link is not open, or is of a
    /// kind that knows no break.
    func sendBreak(to device: String, by orderer: Orderer) async throws -> SentBreak

    /// Gives a user one more token. Throws a `Problem`: it is no name, or the token cannot be kept.
    func giveToken(to user: String, by actor: String) async throws -> GivenToken

    /// Who has a token. Throws a `Problem` where that cannot be read.
    func tokenList() async throws -> TokenList

    /// Takes a user's tokens away. Throws a `Problem`: there is none, or it cannot be written.
    func revokeTokens(of user: String, by actor: String) async throws -> RevokedTokens
}
