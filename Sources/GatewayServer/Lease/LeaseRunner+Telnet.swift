// What telnet has to say beside what is typed, and what people type to the gateway itself: what it
// means for a session. How it is found among the bytes is the module `Telnet`'s.

import LeaseCore
import NIOCore
import Telnet

extension LeaseRunner {
    /// How many of those in line are named to one who asks.
    private static let namedWaiterCountMax = 10

    /// A telnet client said something that is no byte for the device.
    func clientSaid(_ event: TelnetEvent, _ client: ClientSession) {
        guard client.isTalking else { return }
        switch event {
        case .areYouThere: answerAreYouThere(client)
        case .terminalType(let type):
            client.terminal.type = type
            if client.id == machine.holder { openDueLink() }
        case .window(let size):
            client.terminal.window = size
            if client.id == machine.holder { passOnWindow(of: client) }
        case .option(.binary, .theirs, let isOn): client.input.readsBinary(isOn)
        case .breakSignal: order(.sendBreak, by: client)
        case .comPort(let message): order(.steer(message), by: client)
        case .bytes, .option: break
        }
    }

    /// Where not one byte of ours may be shown, the answer is one that is not shown.
    private func answerAreYouThere(_ client: ClientSession) {
        guard notices(for: client) != .off else {
            client.telnet?.send(.noOperation)
            return
        }
        tell(client, .areYouThere(device: settings.name, standing(of: client)))
    }

    private func standing(of client: ClientSession) -> Notice.Standing {
        if client.stage == .arriving { return .atTheDoor }
        if client.stage == .observing { return .observer }
        if let lease = client.tenure?.lease { return .holder(lease) }
        let place = machine.queue.first { $0.session == client.id }?.place
        return place.map { $0.position > 0 ? .waiter($0) : .next } ?? .next
    }

    /// What a client typed to the gateway itself.
    func obey(_ command: EscapeSequences.Command, of client: ClientSession) {
        switch command {
        case .leave:
            client.lastSign = LastSign(what: "left by an escape sequence")
            sessionEnded(client, .clientQuit)
        case .help:
            guard let character = settings.escape else { return }
            tell(client, .escapes(device: settings.name, character: character))
        case .who:
            let waiters = machine.queue.compactMap { clients[$0.session]?.title }
            tell(
                client,
                .who(
                    device: settings.name,
                    hold,
                    waiters: Array(waiters.prefix(Self.namedWaiterCountMax)),
                    unnamedCount: max(0, waiters.count - Self.namedWaiterCountMax)
                )
            )
        }
    }
}
