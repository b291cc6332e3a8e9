// Asking a served gateway in plain HTTP, byte by byte as it is on the wire. How it is served is
// `ServedGateway`'s.

import GatewayDoubles

extension ServedGateway {
    /// Asks on a connection of its own.
    func ask(
        _ target: String,
        method: String = "GET",
        body: String = ""
    ) throws -> HTTPConversation.Answer {
        try HTTPConversation(path).ask(target, method: method, body: body)
    }
}
