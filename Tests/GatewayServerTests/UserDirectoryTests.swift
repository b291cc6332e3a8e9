// Who is known by which token or certificate, while users and tokens change under way. What a user
// may do is tested with the rules, in LeaseCoreTests.

import GatewayConfiguration
import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct UserDirectoryTests {
    /// SHA-256 of `abc`, FIPS 180-2, appendix B.1.
    private static let hashOfABC =
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    private static func user(_ name: String, _ change: (inout UserSettings) -> Void) -> UserSettings
    {
        var user = UserSettings(name: name)
        change(&user)
        return user
    }

    private static let alice = user("alice") {
        $0.tokenHash = TokenHash(text: hashOfABC)
        $0.groups = ["hw"]
        $0.certificate = "CN=alice"
    }

    private static func given(_ user: String) -> StoredToken {
        StoredToken(user: user, hash: TokenHash(text: hashOfABC)!, givenAt: 0, givenBy: "root")
    }

    @Test func `a token of the configuration proves its user until it is gone from there`() {
        let directory = UserDirectory([Self.alice])
        #expect(directory.user(ofToken: Array("abc".utf8)) == "alice")
        #expect(directory.user(ofToken: Array("abd".utf8)) == nil)
        directory.configure([])
        #expect(directory.user(ofToken: Array("abc".utf8)) == nil)
    }

    @Test func `a token that was given proves its user until it is revoked`() {
        let directory = UserDirectory([])
        directory.setGiven([Self.given("bob")])
        #expect(directory.user(ofToken: Array("abc".utf8)) == "bob")
        directory.configure([Self.user("carol") { _ in }])
        #expect(directory.user(ofToken: Array("abc".utf8)) == "bob")
        directory.setGiven([])
        #expect(directory.user(ofToken: Array("abc".utf8)) == nil)
    }

    @Test func `no token is nobody's, even where its hash is known`() {
        let hash = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let directory = UserDirectory([
            Self.user("alice") { $0.tokenHash = TokenHash(text: hash) }
        ])
        #expect(directory.user(ofToken: []) == nil)
    }

    @Test func `a certificate's subject is its user's, and no subject is nobody's`() {
        let directory = UserDirectory([Self.alice, Self.user("bob") { _ in }])
        #expect(directory.user(ofCertificate: "CN=alice") == "alice")
        #expect(directory.user(ofCertificate: "CN=Alice") == nil)
        #expect(directory.user(ofCertificate: "") == nil)
    }

    @Test func `a user has its groups, and the unknown none`() {
        let directory = UserDirectory([Self.alice])
        #expect(directory.identity(of: "alice", at: "10.0.0.5").groups == ["hw"])
        #expect(directory.identity(of: "bob", at: "10.0.0.5").groups == [])
        #expect(directory.identity(of: nil, at: "local") == Identity())
    }
}
