// Who may come in, and how much a claim counts: each kind of entry by itself, then the lists
// against each other.

import Testing

@testable import LeaseCore

@Suite struct AccessTests {
    private let alice = Identity(
        user: "alice",
        groups: ["hw", "all"],
        address: IPAddress(text: "10.0.0.5")
    )
    private let unknown = Identity(address: IPAddress(text: "10.0.0.5"))

    @Test(arguments: ["*", "alice", "@hw", "10.0.0.5", "10.0.0.0/24", "::ffff:10.0.0.5"])
    func `an entry means somebody`(text: String) throws {
        #expect(try #require(AccessEntry(text: text)).means(alice))
    }

    @Test(arguments: ["Alice", "alic", "@alice", "@sw", "10.0.0.6", "fd00::/8", "hw"])
    func `an entry means nobody else`(text: String) throws {
        #expect(try #require(AccessEntry(text: text)).means(alice) == false)
    }

    @Test(arguments: ["*", "10.0.0.0/8"])
    func `the unknown are among everybody, and at their addresses`(text: String) throws {
        #expect(try #require(AccessEntry(text: text)).means(unknown))
    }

    @Test(arguments: ["alice", "@hw"])
    func `the unknown are no user and in no group`(text: String) throws {
        #expect(try #require(AccessEntry(text: text)).means(unknown) == false)
    }

    @Test func `somebody without an address is at none`() throws {
        #expect(try #require(AccessEntry(text: "0.0.0.0/0")).means(Identity()) == false)
    }

    @Test(arguments: ["", "@", "1alice", "10.0.0.300", "10.0.0.0/33", "a b", "@a b", "é", "**"])
    func `what is no entry is none`(text: String) {
        #expect(AccessEntry(text: text) == nil)
    }

    @Test func `everybody may do everything where nothing is said`() {
        #expect(Access().refusal(of: unknown, for: .hold) == nil)
        #expect(Access().refusal(of: unknown, for: .observe) == nil)
    }

    @Test func `each use has a list of its own`() {
        var access = Access()
        access.hold = [.group("hw")]
        access.observe = [.user("bob")]
        #expect(access.refusal(of: alice, for: .hold) == nil)
        #expect(access.refusal(of: alice, for: .observe) == .notListed)
        #expect(access.refusal(of: unknown, for: .hold) == .notListed)
    }

    @Test func `deny counts more than the other lists`() {
        var access = Access()
        access.hold = [.user("alice")]
        access.deny = [.addresses(AddressRange(text: "10.0.0.0/8")!)]
        #expect(access.refusal(of: alice, for: .hold) == .denied)
        #expect(access.refusal(of: alice, for: .observe) == .denied)
    }

    @Test func `an empty list is nobody`() {
        var access = Access()
        access.hold = []
        #expect(access.refusal(of: alice, for: .hold) == .notListed)
    }

    @Test func `a user's own priority counts more than a group's, and of those the highest`() {
        var priorities = Priorities()
        #expect(priorities.priority(of: alice) == 0)
        priorities.groups = ["hw": 5, "all": -3, "sw": 9]
        #expect(priorities.priority(of: alice) == 5)
        priorities.users = ["alice": -10, "bob": 7]
        #expect(priorities.priority(of: alice) == -10)
        #expect(priorities.priority(of: unknown) == 0)
    }

    @Test(arguments: [
        ("alice", "alice"), ("  alice \u{1B}[31m", "alice [31m"), ("ali\u{7}ce", "alice"),
        ("é", nil), ("   ", nil), ("", nil),
    ])
    func `of a name that somebody says the printable ASCII is kept`(said: String, kept: String?) {
        #expect(UserName.said(said.utf8) == kept)
    }

    @Test(arguments: ["1a", "a b", "@a", "*", "a/b", "a:b", "", String(repeating: "a", count: 65)])
    func `a name that could be taken for something else is none`(name: String) {
        #expect(!UserName.isValid(name))
    }

    @Test(arguments: ["alice", "_x", "Ci-2", "john.doe", "a@b.example"])
    func `a name is letters, digits and a few marks`(name: String) {
        #expect(UserName.isValid(name))
    }
}
