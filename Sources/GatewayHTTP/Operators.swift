// Who gives an order, by which name the record knows that one, and whether it is an operator. The
// rule itself is `OperatorRule`.

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
        return try await NIOThreadPool.singleton.runIfActive {
            let orderer = peer.map(orderer)
            if let orderer, orderer.isOperator { return orderer.name }
            throw refusal(of: orderer)
        }
    }

    /// Whoever is at the other end of a control connection, operator or not. Throws a `Problem`
    /// where that is not known.
    static func orderer(at channel: any Channel) async throws -> Orderer {
        let peer = await ControlPeer.of(channel)
        return try await NIOThreadPool.singleton.runIfActive {
            guard let peer else { throw refusal(of: nil) }
            return orderer(peer)
        }
    }

    private static func orderer(_ peer: ControlPeer) -> Orderer {
        let group = SystemAccounts.group(named: OperatorRule.groupName)
        return Orderer(
            name: SystemAccounts.name(ofUser: peer.user),
            isOperator: OperatorRule(ownUser: geteuid(), group: group).allows(peer)
        )
    }

    private static func refusal(of orderer: Orderer?) -> Problem {
        let own = geteuid() == 0 ? "" : ", \(SystemAccounts.name(ofUser: geteuid()))"
        return Problem(
            .notPermitted,
            "\(orderer.map { "User \($0.name)" } ?? "Whoever asks") may not operate this gateway.",
            hint: "Its operators are root\(own) and the members of group "
                + "'\(OperatorRule.groupName)'; a membership counts from the next login."
        )
    }
}
