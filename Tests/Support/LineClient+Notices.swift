// What the gateway says to a client, letter for letter: `\r\n[hotseat] …\r\n`. The reads here fail
// on any byte before the notice, so that they prove what else was not said.

extension LineClient {
    /// Reads the next bytes, which must be a notice of the gateway, and returns its sentence
    /// without the `[hotseat] ` before it.
    public func readNotice(within duration: Duration = patience) throws -> String {
        let opening = "\r\n[hotseat] "
        let before = try read(until: opening, within: duration)
        guard before == opening else {
            throw Unexpected(description: "before a notice: \(before.debugDescription)")
        }
        return String(try read(until: "\r\n", within: duration).dropLast())
    }

    /// Reads the notice of the grant, which must be the next, and returns the lease's number.
    @discardableResult
    public func readGrant(
        of device: String = "board1",
        within duration: Duration = patience
    ) throws -> Int {
        let notice = try readNotice(within: duration)
        let opening = "\(device) is yours (lease "
        guard notice.hasPrefix(opening), notice.hasSuffix(")."),
            let lease = Int(notice.dropFirst(opening.count).dropLast(2))
        else { throw Unexpected(description: "instead of a grant: \(notice.debugDescription)") }
        return lease
    }

    /// Reads over whatever is said before it to the notice of the grant, and returns the lease's
    /// number.
    @discardableResult
    public func readToGrant(
        of device: String = "board1",
        within duration: Duration = patience
    ) throws -> Int {
        try read(until: "\r\n[hotseat] \(device) is yours (lease ", within: duration)
        let rest = try read(until: ").\r\n", within: duration)
        guard let lease = Int(rest.dropLast(3)) else {
            throw Unexpected(description: "instead of a lease's number: \(rest.debugDescription)")
        }
        return lease
    }

    /// Reads to the end of the connection, which must be one notice and then FIN, and returns the
    /// notice's sentence.
    public func readFarewell(within duration: Duration = patience) throws -> String {
        let (text, ending) = try readToEnd(within: duration)
        guard ending == .closed,
            let match = text.wholeMatch(of: /\r\n\[hotseat\] ([\x20-\x7e]+)\r\n/)
        else {
            let seen = "\(text.suffix(500).debugDescription), \(ending)"
            throw Unexpected(description: "instead of a last notice and FIN: \(seen)")
        }
        return String(match.1)
    }

    /// Reads the notice of a place in line, which must be the next.
    @discardableResult
    public func readPlace(within duration: Duration = patience) throws -> Place {
        let notice = try readNotice(within: duration)
        guard let place = Place(notice) else {
            throw Unexpected(description: "instead of a place: \(notice.debugDescription)")
        }
        return place
    }

    /// A place in line, as a notice tells it.
    public struct Place: Sendable, Equatable, CustomStringConvertible {
        /// The place, from 1.
        public let position: Int
        /// How many wait.
        public let count: Int

        public init(_ position: Int, of count: Int) {
            self.position = position
            self.count = count
        }

        /// Reads the last sentence of a notice, `You are 2 of 3 in line.`
        init?(_ notice: String) {
            guard let match = notice.firstMatch(of: /You are (\d+) of (\d+) in line\.$/),
                let position = Int(match.1), let count = Int(match.2)
            else { return nil }
            self.init(position, of: count)
        }

        public var description: String { "\(position) of \(count)" }
    }
}
