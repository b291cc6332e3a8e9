// The two bytes that end a line, by the names that ASCII has for them. Which of them, or both, is
// the question of each place that uses them.

extension UInt8 {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
}
