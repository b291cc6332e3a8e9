// One entry of an access list: whom it means. To add a kind of entry: a case, how it is written,
// and whom it means.

/// Some of those who may come.
public enum AccessEntry: Hashable, Sendable {
    /// Everybody, the unknown included.
    case anybody
    case user(String)
    /// Every user in the group.
    case group(String)
    /// Everybody at these addresses, whoever it is.
    case addresses(AddressRange)

    /// Reads `*`, `alice`, `@hw`, `10.0.0.5`, `10.0.0.0/8`; nil for anything else.
    public init?(text: String) {
        if text == "*" {
            self = .anybody
        } else if text.hasPrefix("@"), UserName.isValid(text.dropFirst()) {
            self = .group(String(text.dropFirst()))
        } else if let range = AddressRange(text: text) {
            self = .addresses(range)
        } else if UserName.isValid(text) {
            self = .user(text)
        } else {
            return nil
        }
    }

    /// The entry as it is written.
    public var text: String {
        switch self {
        case .anybody: "*"
        case .user(let name): name
        case .group(let name): "@\(name)"
        case .addresses(let range): range.text
        }
    }

    /// Whether the entry means somebody.
    public func means(_ identity: Identity) -> Bool {
        switch self {
        case .anybody: true
        case .user(let name): identity.user == name
        case .group(let name): identity.groups.contains(name)
        case .addresses(let range): identity.address.map(range.contains) ?? false
        }
    }
}
