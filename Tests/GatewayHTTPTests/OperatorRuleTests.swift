// Who operates, as a rule about numbers, and who is found at the other end of a socket. That the
// gateway keeps to the rule has an end-to-end test.

import GatewayTestSupport
import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import GatewayHTTP

@Suite struct OperatorRuleTests {
    private let rule = OperatorRule(ownUser: 990, group: 980)

    @Test(
        arguments: [
            (0, [0], true),
            (990, [990], true),
            (1_000, [1_000, 980], true),
            (1_000, [980], true),
            (1_000, [1_000, 990], false),
            (980, [1_000], false),
            // Membership in root's group is not root.
            (1_000, [0], false),
        ] as [(UInt32, Set<UInt32>, Bool)]
    )
    func `root, the gateway's user and the group operate`(
        user: UInt32,
        groups: Set<UInt32>,
        isOperator: Bool
    ) {
        #expect(rule.allows(ControlPeer(user: user, groups: groups)) == isOperator)
    }

    @Test func `where there is no such group nobody is in it`() {
        let rule = OperatorRule(ownUser: 990, group: nil)
        #expect(!rule.allows(ControlPeer(user: 1_000, groups: [0, 980, .max])))
    }

    @Test func `the peer of a socket is known with all its groups`() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { close(ends[1]) }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .withConnectedSocket(ends[0]).get()
        var own = [gid_t](repeating: 0, count: 65_536)
        let count = getgroups(Int32(own.count), &own)
        let peer = await ControlPeer.of(channel)
        #expect(peer?.user == geteuid())
        #expect(peer?.groups == Set(own.prefix(Int(count)) + [getegid()]))
        try await channel.close()
        #expect(await ControlPeer.of(channel) == nil)
    }

    @Test func `users and groups have names`() {
        #expect(SystemAccounts.name(ofUser: 0) == "root")
        #expect(SystemAccounts.name(ofUser: 4_000_000_001) == "uid 4000000001")
        #expect(SystemAccounts.group(named: "root") == 0)
        #expect(SystemAccounts.group(named: "no-such-group") == nil)
    }
}
