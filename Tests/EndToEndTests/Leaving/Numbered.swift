// What the devices of this folder say: 200,000 bytes that show where one is missing. A test that
// wants more says it again.

enum Numbered {
    static let text = (0..<25_000).map { number in
        let digits = String(number)
        return String(repeating: "0", count: 7 - digits.count) + digits + "\n"
    }.joined()
}
