// Users, access and priority: what is read, and what is wrong, each fault at its own place. What
// the rules make of it is LeaseCore's.

import GatewayConfiguration
import LeaseCore
import Testing

@Suite struct UserFaultTests {
    private static let hash = "sha256:" + String(repeating: "0a", count: 32)
    private static let rule = "a letter or _, then up to 63 of a-z A-Z 0-9 _ . @ + -"

    /// A file with one device that is well, and users, the first of them on line 2.
    private func users(_ lines: String...) -> String {
        (["users:"] + lines.map { "  \($0)" }).joined(separator: "\n") + "\n" + board()
    }

    @Test func `a user has a token, groups and a certificate`() throws {
        let text = users("alice: {token_hash: \"\(Self.hash)\", groups: [hw], certificate: CN=a}")
        let user = try #require(try settings(text).users.first)
        #expect(user.name == "alice")
        #expect(user.tokenHash?.text == Self.hash)
        #expect(user.groups == ["hw"])
        #expect(user.certificate == "CN=a")
    }

    @Test func `a user may have none of them`() throws {
        #expect(try settings(users("alice:")).users == [UserSettings(name: "alice")])
    }

    @Test(arguments: [("1alice", 3), ("'a b'", 3), ("'@hw'", 3), ("'*'", 3)])
    func `what is no name of a user is told so`(name: String, column: Int) {
        let bare = name.filter { $0 != "'" }
        #expect(
            faults(users("\(name): {}")) == [
                "2:\(column): '\(bare)' is no name of a user: \(Self.rule)"
            ]
        )
    }

    @Test(arguments: [
        ("sha256:00", "it has 2 characters after the colon"),
        ("secret", "printf %s TOKEN | sha256sum prints the digits"),
    ])
    func `what is no hash is told why`(hash: String, why: String) {
        let expected = "'token_hash' must be sha256: and 64 hexadecimal digits, not"
        let text = users("alice:", "  token_hash: \"\(hash)\"")
        #expect(faults(text) == ["3:17: \(expected) the text \"\(hash)\"; \(why)"])
    }

    @Test func `two users have no token or certificate in common`() {
        let text = users(
            "alice: {token_hash: \"\(Self.hash)\", certificate: CN=a}",
            "bob: {token_hash: \"\(Self.hash)\", certificate: CN=a}"
        )
        let column = 3 + "bob: {token_hash: \"\(Self.hash)\", certificate: ".count
        #expect(
            faults(text) == [
                "3:21: 'token_hash' of 'bob' is that of 'alice' too",
                "3:\(column): 'certificate' of 'bob' is that of 'alice' too",
            ]
        )
    }

    @Test func `an unknown key of a user is answered with the nearest one`() {
        #expect(
            faults(users("alice: {group: [hw]}")) == [
                "2:11: unknown key 'group'; did you mean 'groups'?"
            ]
        )
    }

    @Test(arguments: ["access: {hold: []}", "access: {}", "access: [alice]", "access: alice"])
    func `access is a mapping of lists`(key: String) {
        let isWrong = !key.hasSuffix("[]}")
        let found = faults(board(key)).first ?? ""
        #expect(found.hasPrefix("5:13: 'access' must be a mapping of hold, observe") == isWrong)
    }

    @Test func `a list of access that is not written is as in the default`() throws {
        let access = try device("access: {hold: [alice, \"10.0.0.0/8\"]}").access
        #expect(access.hold.map(\.text) == ["alice", "10.0.0.0/8"])
        #expect(access.observe == [.anybody])
        #expect(access.deny == [])
    }

    @Test func `a device's access is all that counts for it`() throws {
        let text = "defaults: {access: {deny: [mallory]}}\n" + board("access: {hold: [alice]}")
        #expect(try settings(text).devices[0].access.deny == [])
        #expect(
            try settings("defaults: {access: {deny: [mallory]}}\n" + board())
                .devices[0].access.deny == [.user("mallory")]
        )
    }

    @Test(arguments: [
        ("10.0.0.300", "an address is 10.0.0.5 or fd00::1, a range 10.0.0.0/8 or fd00::/8"),
        ("10.0.0.0/33", "an address is 10.0.0.5 or fd00::1, a range 10.0.0.0/8 or fd00::/8"),
        ("\"@\"", "a group's name is \(rule)"), ("a,b", nil),
        ("\"a b\"", "a user's name is \(rule)"),
    ])
    func `a faulty entry of access is told why`(entry: String, why: String?) {
        let expected = "'hold' must be NAME, @GROUP, ADDRESS, ADDRESS/BITS or \"*\", not"
        let shown = entry.hasPrefix("\"") ? "the text \(entry)" : "'\(entry)'"
        let fault = why.map { ["5:21: \(expected) \(shown); \($0)"] } ?? []
        #expect(faults(board("access: {hold: [\(entry)]}")) == fault)
    }

    @Test(arguments: ["*", "@hw"])
    func `an entry that YAML wants in quotes is told so`(entry: String) {
        let found = faults(board("access: {hold: [\(entry)]}"))
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("; a value that begins with @ or * needs quotes") == true)
    }

    @Test func `keys of access are told where they are wrong`() {
        #expect(
            faults(board("access:", "  hold: [alice]", "  dney: [bob]", "  hold: [bob]")) == [
                "7:7: unknown key 'dney'; did you mean 'deny'?",
                "8:7: 'hold' is given twice, first on line 6",
            ]
        )
    }

    @Test func `priority ranks users and groups`() throws {
        let text = users("alice: {groups: [hw]}") + "\n    priority: {ci: -10, \"@hw\": 5}"
        let priority = try settings(text).devices[0].priority
        #expect(priority.users == ["ci": -10])
        #expect(priority.groups == ["hw": 5])
        #expect(try device().priority == Priorities())
    }

    @Test(arguments: ["many", "1001", "-1001", "--1", "1.5", "\"5\"", "-"])
    func `a priority is a whole number`(number: String) {
        let shown = number.hasPrefix("\"") ? "the text \(number)" : "'\(number)'"
        let sentence = "'ci' must be a whole number from -1000 to 1000, not \(shown)"
        #expect(faults(board("priority: {ci: \(number)}")) == ["5:20: \(sentence)"])
    }

    @Test(arguments: ["\"*\"", "10.0.0.5"])
    func `only users and groups have a priority`(name: String) {
        let bare = name.filter { $0 != "\"" }
        let sentence = "'\(bare)' has no priority: only users and @groups have one"
        #expect(faults(board("priority: {\(name): 5}")) == ["5:16: \(sentence)"])
    }

    @Test func `a group that nobody is in is told, with the nearest one`() {
        let text =
            users("alice: {groups: [hardware]}")
            + "\n    access: {hold: [\"@hardwear\"], deny: [\"@x\"]}\n    priority: {\"@none\": 1}"
        #expect(
            faults(text) == [
                "7:21: no user is in the group 'hardwear'; did you mean 'hardware'?",
                "7:42: no user is in the group 'x'",
                "8:16: no user is in the group 'none'",
            ]
        )
    }
}
