// A time as somebody wrote it: RFC 3339, or the same with less of it. Only the form is judged here;
// what a time without an offset means, the reader decides.

/// What was read: a date, a time of day, and the offset from UTC if one was written.
struct WrittenTime: Hashable {
    var civil: CivilTime
    /// Of the second; further digits are dropped.
    var milliseconds: Int64
    /// Seconds east of UTC; nil where none was written.
    var offsetSeconds: Int64?
    /// Whether the time of day was written down to the second, as RFC 3339 wants it.
    var isComplete: Bool

    /// Reads `2026-11-22`, `2026-11-22 16:20`, `2026-11-22T16:20:44`, and the last with a fraction
    /// and with `Z` or an offset; nil for anything else, and for days that no month has.
    init?(text: String) {
        var rest = Substring(text).utf8
        guard let year = rest.number(ofDigits: 4), rest.take("-"),
            let month = rest.number(ofDigits: 2), rest.take("-"),
            let day = rest.number(ofDigits: 2)
        else { return nil }
        civil = CivilTime(seconds: 0)
        (civil.year, civil.month, civil.day) = (year, month, day)
        (milliseconds, offsetSeconds, isComplete) = (0, nil, false)
        if rest.take("T") || rest.take("t") || rest.take(" ") {
            guard let hour = rest.number(ofDigits: 2), rest.take(":"),
                let minute = rest.number(ofDigits: 2)
            else { return nil }
            (civil.hour, civil.minute) = (hour, minute)
            if rest.take(":") {
                guard let second = rest.number(ofDigits: 2) else { return nil }
                civil.second = second
                isComplete = true
                if rest.take(".") {
                    guard let fraction = rest.thousandths() else { return nil }
                    milliseconds = fraction
                }
            }
            offsetSeconds = rest.offset()
        }
        // Anything that the calendar would have to correct was never a time.
        guard rest.isEmpty, CivilTime(seconds: civil.seconds) == civil else { return nil }
    }
}

extension Substring.UTF8View {
    /// Takes one character away from the front, if it is there.
    fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: character) else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func digit() -> Int? {
        guard let byte = first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
            return nil
        }
        removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }

    /// Takes exactly so many digits.
    fileprivate mutating func number(ofDigits count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Takes the digits of a fraction, and gives back its first three.
    fileprivate mutating func thousandths() -> Int64? {
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        while count < 3 {
            value *= 10
            count += 1
        }
        return Int64(value)
    }

    /// Takes `Z`, `+01:00` or `-05:30`.
    fileprivate mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isWest = first == UInt8(ascii: "-")
        guard take("+") || take("-"), let hours = number(ofDigits: 2), hours < 24, take(":"),
            let minutes = number(ofDigits: 2), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3_600 + minutes * 60)
        return isWest ? -seconds : seconds
    }
}
