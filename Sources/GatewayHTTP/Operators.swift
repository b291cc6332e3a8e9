// Whether the one who gives an order is an operator, and by which name the record knows that one.
// The rule itself is `OperatorRule`.

import GatewayAPI
import GatewayServer
import Glibc
import NIOCore
import NIOPosix

enum Operators {
    /// The user name of the operator at the other end of a control connection. Throws a `Problem`
    /// where that one is none.
    static func name(at channel: any Channel) async throws -> String {
        let peer = await ControlPeer.of(channel)
        return try await NIOThreadPool.singleton.runIfActive { try name(of: peer) }
    }

    private static func name(of peer: ControlPeer?) throws(Problem) -> String {
        let group = OperatorRule.groupName
        let rule = OperatorRule(ownUser: geteuid(), group: SystemAccounts.group(named: group))
        let user = peer.map { SystemAccounts.name(ofUser: $0.user) }
        if let peer, let user, rule.allows(peer) { return user }
        let own = rule.ownUser == 0 ? "" : ", \(SystemAccounts.name(ofUser: rule.ownUser))"
        throw Problem(
            .notPermitted,
            "\(user.map { "User \($0)" } ?? "Whoever asks") may not operate this gateway.",
            hint: "Its operators are root\(own) and the members of group '\(group)'; a membership "
                + "counts from the next login."
        )
    }
}
