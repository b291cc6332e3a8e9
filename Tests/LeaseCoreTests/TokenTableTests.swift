// Whose token it is: the right user is found wherever in the table, and one bit off is nobody's.
// How long a look-up takes is not measured: it has no branch.

import Testing

@testable import LeaseCore

@Suite struct TokenTableTests {
    private static func hash(_ byte: UInt8) -> TokenHash {
        TokenHash(digest: [UInt8](repeating: byte, count: 32))
    }

    @Test func `each user is found by the hash of each token`() {
        var table = TokenTable()
        let users = ["alice", "bob", "alice", "ci"]
        for (index, user) in users.enumerated() { table.add(Self.hash(UInt8(index)), of: user) }
        for (index, user) in users.enumerated() {
            #expect(table.user(of: Self.hash(UInt8(index))) == user)
        }
    }

    @Test(arguments: 0..<256)
    func `one bit off is nobody's`(bit: Int) {
        var table = TokenTable()
        table.add(Self.hash(0), of: "alice")
        var digest = [UInt8](repeating: 0, count: 32)
        digest[bit / 8] = 1 << (bit % 8)
        #expect(table.user(of: TokenHash(digest: digest)) == nil)
    }

    @Test func `an empty table knows nobody`() {
        #expect(TokenTable().user(of: Self.hash(0)) == nil)
    }

    @Test func `a hash is written as it is read`() throws {
        let text = "sha256:" + String(repeating: "0123456789abcdef", count: 4)
        #expect(try #require(TokenHash(text: text)).text == text)
        #expect(TokenHash(text: text.uppercased().replacing("SHA256", with: "sha256")) != nil)
    }

    @Test(arguments: [
        "", "sha256:", "sha256:00", "md5:" + String(repeating: "0", count: 64),
        "sha256:" + String(repeating: "0", count: 63),
        "sha256:" + String(repeating: "g", count: 64),
        "sha256:" + String(repeating: "0", count: 65), String(repeating: "0", count: 64),
    ])
    func `what is no hash is none`(text: String) {
        #expect(TokenHash(text: text) == nil)
    }
}
