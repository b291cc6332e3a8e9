// Asks a running gateway over its HTTP API. Every wait is bounded, and every failure is a
// `Problem`: the gateway's own, or that none answers. What can be asked of the record is in
// `RemoteGateway+SessionArchive.swift`, what operators order in `RemoteGateway+Orders.swift`; where
// a gateway may be is `GatewayAddress`'s.

import AsyncHTTPClient
import GatewayAPI
import NIOCore
import NIOHTTP1

/// A gateway, asked from outside; the first of some addresses at which one answers.
public actor RemoteGateway {
    /// How long a connection may take to come about.
    private static let connectMax = TimeAmount.seconds(3)
    /// How large an answer may be: a page of sessions is a few hundred kilobytes.
    private static let answerBytesMax = 64 * 1_024 * 1_024

    /// Those that are left to try; when one has answered, it alone.
    private var addresses: [GatewayAddress]
    private let token: String?
    private let patience: Duration
    private let client: HTTPClient

    /// - Parameters:
    ///   - addresses: where to look, the likeliest first; at least one.
    ///   - token: sent to `http` and `https` addresses; the control socket knows its peer.
    ///   - patience: how long an answer may take; one from the record, six times as long.
    public init(
        addresses: [GatewayAddress],
        token: String? = nil,
        patience: Duration = .seconds(10)
    ) {
        precondition(!addresses.isEmpty, "somewhere has to be looked")
        self.addresses = addresses
        self.token = token
        self.patience = patience
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = Self.connectMax
        configuration.httpVersion = .http1Only
        // Whether a gateway is there is known at once; a second try is the user's to make.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Hangs up. Owed by whoever made it, as the last thing done with it.
    public func close() async {
        try? await client.shutdown()
    }

    /// The gateway and its devices, as they are now.
    public func status() async throws(Problem) -> GatewayStatus {
        try await answer(.devices).document()
    }

    /// One device; nil where none has that name.
    public func device(_ name: String) async throws(Problem) -> DeviceStatus? {
        try await answer(.device(name)).documentIfFound()
    }

    /// Whether everything works as promised.
    public func readiness() async throws(Problem) -> Readiness {
        try await answer(.ready).document(alsoWhen: 503)
    }

    /// Asks the first gateway that can be connected to, and stays with it.
    func answer(
        _ endpoint: Endpoint,
        query: String = "",
        body: [UInt8] = []
    ) async throws(Problem) -> GatewayAnswer {
        var failures: [String] = []
        for address in addresses {
            do {
                let answer = try await ask(address, endpoint, query: query, body: body)
                addresses = [address]
                return answer
            } catch {
                failures.append("\(address.text) (\(ConnectionFailure.words(for: error)))")
                guard ConnectionFailure.isNobodyThere(error) else { break }
            }
        }
        throw Problem(
            .noGateway,
            "No gateway answers at \(failures.joined(separator: " or ")).",
            hint: "Start one with `hotseat serve`, or name one with --gateway or HOTSEAT_GATEWAY."
        )
    }

    private func ask(
        _ address: GatewayAddress,
        _ endpoint: Endpoint,
        query: String,
        body: [UInt8]
    ) async throws -> GatewayAnswer {
        let question = query.isEmpty ? "" : "?\(query)"
        var request = HTTPClientRequest(url: "\(address.base)\(endpoint.path)\(question)")
        request.headers.add(name: "Accept", value: "application/json")
        if endpoint.isOrder {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        if case .url = address, let token {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        let response = try await client.execute(request, deadline: .now() + deadline(endpoint))
        let body = try await response.body.collect(upTo: Self.answerBytesMax)
        return GatewayAnswer(
            address: address,
            status: Int(response.status.code),
            body: Array(body.readableBytesView)
        )
    }

    private func deadline(_ endpoint: Endpoint) -> TimeAmount {
        switch endpoint {
        case .devices, .device, .kickHolder, .kickSession, .drain, .resume, .say, .sendBreak,
            .tokens, .giveToken, .revokeTokens, .live, .ready:
            TimeAmount(patience)
        case .sessions, .session: TimeAmount(patience * 6)
        }
    }
}
