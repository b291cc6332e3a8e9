// The tokens that let somebody in: the document of `GET /v1/tokens`. One of them is a
// `TokenStatus`.

/// Every token, those of the configuration first.
public struct TokenList: Codable, Hashable, Sendable {
    public var tokens: [TokenStatus]

    public init(tokens: [TokenStatus]) {
        self.tokens = tokens
    }
}
