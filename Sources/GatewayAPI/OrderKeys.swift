// The keys of an order's body. One that is none is refused: a condition that is misspelt would end
// the wrong session, and a text that is misspelt would not be said.

/// Looks at which keys an order has, whatever their values.
enum OrderKeys {
    /// Throws a `Problem` at a key that is not among those of the order.
    static func check<Keys: CodingKey & CaseIterable>(
        of decoder: any Decoder,
        among keys: Keys.Type
    ) throws {
        let names = try decoder.container(keyedBy: WrittenKey.self).allKeys.map(\.stringValue)
        let known = keys.allCases.map(\.stringValue)
        guard let wrong = names.first(where: { !known.contains($0) }) else { return }
        throw Problem(
            .badRequest,
            "'\(wrong)' is not a key of this order.",
            hint: Spelling.hint(for: wrong, among: known)
        )
    }

    private struct WrittenKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
