// What the holder's terminal is like, for a device that is a program on one: its kind, which the
// program is started with, and its size, which may change. Where they come from is `+Telnet`; what
// a program is told of them, `CommandDeviceLink`'s.

import LeaseCore
import NIOCore

extension LeaseRunner {
    /// How long after its arrival a telnet client may take to say what its terminal is: some round
    /// trips.
    private static let terminalTypeMax = Duration.milliseconds(300)

    /// Opens the link that is to be opened, once nothing is in the way.
    func openDueLink() {
        commands.goOn()
        remakeDueLink()
        guard let link = linkDue, commands.isIdle, enterEndpoint() else { return }
        if link.isTerminal, let client = holder?.client {
            if let deadline = terminalDeadline(of: client) {
                loop.assumeIsolated().scheduleTask(deadline: deadline.onLoop) { self.openDueLink() }
                return
            }
            link.adopt(client.terminal)
        }
        linkDue = nil
        link.open()
    }

    /// Until when it is waited for the client's kind of terminal; nil: it is not.
    private func terminalDeadline(of client: ClientSession) -> Instant? {
        let deadline = client.arrived + Self.terminalTypeMax
        guard client.telnet != nil, client.terminal.type == nil, Instant.now < deadline else {
            return nil
        }
        return deadline
    }

    func passOnWindow(of client: ClientSession) {
        guard let window = client.terminal.window else { return }
        link?.resize(columns: Int(window.columns), rows: Int(window.rows))
    }
}
