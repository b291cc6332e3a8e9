// What a demo board answers: a prompt, an echo of what is typed, and a handful of commands; and
// what it does with a FIN. To add a command: its arm in `answer`, its line in the help.

import GatewayAPI
import GatewayConfiguration
import NIOCore

/// The CLI of a demo board, for one connection.
final class DemoShell: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Activity {
        /// A line is being typed.
        case prompting
        /// `flood` prints until a key is pressed.
        case flooding(lineCount: Int)
        /// `count` prints a line now and then until it is done or a key is pressed.
        case counting(lineCount: Int)
        /// `slow` answers after a while; what is typed meanwhile waits.
        case working
    }

    private static let lineLengthMax = 128
    private static let prompt = "demo> "
    private static let help = """
        help     this list\r
        version  what runs here\r
        echo T   says T\r
        uptime   since the board was switched on\r
        flood    prints until a key is pressed\r
        count    prints a line every 100 ms for 5 s, or until a key is pressed\r
        slow     answers after 700 ms\r
        quit     closes the connection\r

        """

    private static let countMax = 50

    private let habits: DemoHabits
    private let bootedAt: NIODeadline
    private var activity = Activity.prompting
    private var line: [UInt8] = []
    /// A line ends with CR, with LF, or with both, which end it once.
    private var lastByte: UInt8 = 0
    private var typed = ByteBuffer()

    /// Whether a FIN came, and the board closes when it has nothing more to say.
    private var isLeaving = false

    init(_ habits: DemoHabits, bootedAt: NIODeadline) {
        self.habits = habits
        self.bootedAt = bootedAt
    }

    func channelActive(context: ChannelHandlerContext) {
        say("demo board, type 'help'\r\n" + Self.prompt, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        typed.writeImmutableBuffer(unwrapInboundIn(data))
        readTyped(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .flooding = activity, context.channel.isWritable { flood(context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event as? ChannelEvent == .inputClosed else { return }
        if habits.halfClose {
            isLeaving = true
            if case .flooding = activity { activity = .prompting }
            leaveIfDone(context)
        } else if !habits.forgetsFin || !isTalking(context) {
            context.close(promise: nil)
        }
    }

    private func isTalking(_ context: ChannelHandlerContext) -> Bool {
        switch activity {
        case .flooding, .counting: true
        case .prompting, .working: !context.channel.isWritable
        }
    }

    /// Closes after a FIN once everything is said.
    private func leaveIfDone(_ context: ChannelHandlerContext) {
        guard isLeaving, case .prompting = activity else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func readTyped(_ context: ChannelHandlerContext) {
        var echo: [UInt8] = []
        while let byte = nextTyped() {
            defer { lastByte = byte }
            switch byte {
            case 0x0A where lastByte == 0x0D: break
            case 0x0D, 0x0A:
                echo += [0x0D, 0x0A]
                say(String(decoding: echo, as: UTF8.self), context)
                echo = []
                answer(context)
            case 0x08, 0x7F:
                if line.popLast() != nil { echo += [0x08, 0x20, 0x08] }
            case 0x20...0x7E where line.count < Self.lineLengthMax:
                line.append(byte)
                echo.append(byte)
            default: break
            }
        }
        if !echo.isEmpty { say(String(decoding: echo, as: UTF8.self), context) }
    }

    /// The next byte that was typed; nil while the board is busy. A key ends a flood and a count.
    private func nextTyped() -> UInt8? {
        switch activity {
        case .working: return nil
        case .flooding, .counting:
            guard typed.readableBytes > 0 else { return nil }
            activity = .prompting
            _ = typed.readInteger(as: UInt8.self)
            return 0x0D
        case .prompting: return typed.readInteger()
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
        line = []
        switch words.first {
        case nil: break
        case "help": say(Self.help, context)
        case "version": say("hotseat demo board \(GatewayVersion.text)\r\n", context)
        case "echo": say("\(words.dropFirst().first ?? "")\r\n", context)
        case "uptime":
            let up = NIODeadline.now() - bootedAt
            say("up \(Duration.nanoseconds(up.nanoseconds).text)\r\n", context)
        case "flood":
            activity = .flooding(lineCount: 0)
            flood(context)
            return
        case "count":
            activity = .counting(lineCount: 0)
            count(context)
            return
        case "slow":
            work(context)
            return
        case "quit":
            say("bye\r\n", context)
            context.close(promise: nil)
            return
        case let command?: say("\(command): unknown; try 'help'\r\n", context)
        }
        say(Self.prompt, context)
    }

    /// Prints as fast as the other side reads, a few lines a turn.
    private func flood(_ context: ChannelHandlerContext) {
        guard case .flooding(let lineCount) = activity, context.channel.isActive else { return }
        let lines = (lineCount..<lineCount + 32).map { "flood line \($0)\r\n" }
        activity = .flooding(lineCount: lineCount + lines.count)
        say(lines.joined(), context)
        guard context.channel.isWritable else { return }
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(1)) {
            self.flood(context)
        }
    }

    private func count(_ context: ChannelHandlerContext) {
        guard case .counting(let lineCount) = activity, context.channel.isActive else { return }
        guard lineCount < Self.countMax else {
            activity = .prompting
            say(Self.prompt, context)
            return leaveIfDone(context)
        }
        activity = .counting(lineCount: lineCount + 1)
        say("\(lineCount + 1) of \(Self.countMax)\r\n", context)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) {
            // Not that of a count which a key has ended.
            guard case .counting(lineCount + 1) = self.activity else { return }
            self.count(context)
        }
    }

    private func work(_ context: ChannelHandlerContext) {
        activity = .working
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(700)) {
            guard context.channel.isActive else { return }
            self.activity = .prompting
            self.say("done, slowly\r\n" + Self.prompt, context)
            self.readTyped(context)
            self.leaveIfDone(context)
        }
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
