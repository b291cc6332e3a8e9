// What is passed on at one device for somebody outside of its sessions, and changes nothing for the
// lease: an operator's words to its clients, a break to the device itself.

import GatewayAPI
import LeaseCore
import Logging
import NIOCore

extension LeaseRunner {
    /// Tells everybody at the device a line, as far as the gateway may say anything to them.
    func say(_ line: String, insists: Bool, by actor: String) -> Audience {
        log.notice("said", metadata: ["operator": "\(actor)", "text": "\(line)"])
        let notice = Notice.said(device: settings.name, by: actor, line)
        var audience = Audience(device: settings.name, told: 0, notTold: 0)
        let present = clients.values.filter { $0.stage == .live || $0.stage == .observing }
        for client in present.sorted(by: { $0.id < $1.id }) {
            guard mayTell(client, insists: insists), !client.output.isFull else {
                audience.notTold += 1
                continue
            }
            audience.told += 1
            tell(client, notice)
            note(client, "told", "\(actor): \(line)")
        }
        return audience
    }

    /// Whoever reads the device's bytes may be a program that takes every byte for one of them:
    /// with `notices: edges` nothing comes between, unless somebody insists.
    private func mayTell(_ client: ClientSession, insists: Bool) -> Bool {
        switch notices(for: client) {
        case .on: true
        case .edges: insists || (client.tenure == nil && client.stage == .live)
        case .off: false
        }
    }

    /// Sends a break over the device's link.
    func sendBreak(by orderer: Orderer) -> Result<SentBreak, Problem> {
        let name = settings.name
        let holder = holder
        guard orderer.isOperator || (holder.map { $0.client.claim.user == orderer.name } ?? false)
        else {
            return .failure(
                Problem(
                    .notPermitted,
                    "User \(orderer.name) may not send \(name) a break.",
                    hint: "The user who has it may, and operators."
                )
            )
        }
        // Between two leases, and before one has begun, nothing of anybody's reaches the device.
        guard let link, link.channel != nil, !machine.isLinkLeaving,
            holder?.tenure.isInputOpen ?? true
        else {
            return .failure(
                Problem(
                    .conflict,
                    "No link to \(name) is open.",
                    hint: "One is while somebody has it, and with `link: persistent` afterwards."
                )
            )
        }
        guard link.sendBreak() else {
            return .failure(
                Problem(
                    .conflict,
                    "The link to \(name) is of a kind that knows no break.",
                    hint: "A serial line does."
                )
            )
        }
        log.notice("break sent", metadata: ["user": "\(orderer.name)"])
        if let client = holder?.client { note(client, "break_sent", "by \(orderer.name)") }
        return .success(SentBreak(device: name, session: holder?.client.id.number))
    }
}
