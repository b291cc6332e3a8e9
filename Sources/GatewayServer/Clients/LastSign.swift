// The last that was seen of a client's connection, or of its device's: for `end_detail`. It is kept
// as it was found and put into words only when it is recorded, behind the hand-over.

/// What an end is to be explained by.
struct LastSign {
    private enum Cause {
        /// TCP's reading says it all.
        case none
        case words(String)
        case error(any Error)
    }

    /// What TCP said of the connection.
    private enum Reading {
        /// Nothing that counts.
        case none
        case taken(TCPReading)
        /// It is still open, and is asked when that is recorded.
        case due
    }

    private let cause: Cause
    private let reading: Reading

    private init(_ cause: Cause, _ reading: Reading) {
        self.cause = cause
        self.reading = reading
    }

    init(what: String) { self.init(.words(what), .none) }

    init(what: String, reading: TCPReading) { self.init(.words(what), .taken(reading)) }

    init(reading: TCPReading) { self.init(.none, .taken(reading)) }

    /// The connection has failed, and was last seen so; nil: what is left of it is asked.
    init(error: any Error, reading: TCPReading?) {
        self.init(.error(error), reading.map { .taken($0) } ?? .due)
    }

    /// A FIN was read a moment ago.
    static let finished = LastSign(.words("FIN"), .due)

    /// FIN, RST, an error, the device's failure; nil where TCP's reading says it all.
    var what: String? {
        switch cause {
        case .none: nil
        case .words(let words): words
        case .error(let error): SystemWords.of(error)
        }
    }

    /// In words; `now` is what TCP says of the connection now.
    func words(_ now: @autoclosure () -> TCPReading?) -> String {
        let taken: TCPReading? =
            switch reading {
            case .none: nil
            case .taken(let reading): reading
            case .due: now()
            }
        return [what, taken?.words].compactMap(\.self).joined(separator: "; ")
    }
}
