// What a fake device says on one connection: its manner put to work. Bytes in, bytes out; no
// socket.

extension FakeDevice {
    /// One connection's conversation.
    struct Talk {
        /// An echo reads no more than it can say again.
        static let countMax = 65_536

        private let habits: Habits
        private var console = FakeDeviceConsole()
        private var thinking: (until: Deadline, answers: [UInt8])?
        private var words: [UInt8] = []
        private var saidCount = 0

        init(_ habits: Habits) {
            self.habits = habits
            if habits.manner == .console { words = FakeDeviceConsole.prompt }
        }

        /// What it has still to say.
        var rest: ArraySlice<UInt8> { words[saidCount...] }

        /// Whether it can hear more.
        var canHear: Bool { habits.manner != .echo || rest.count < Self.countMax }

        /// When it has thought enough.
        var deadline: Deadline? { thinking?.until }

        mutating func hear(_ bytes: [UInt8]) {
            switch habits.manner {
            case .silent, .hangsUp: break
            case .echo: say(bytes)
            case .console:
                let (echo, answers) = console.typed(bytes)
                say(echo)
                guard !answers.isEmpty else { break }
                thinking = (Deadline(in: habits.answerDelay), (thinking?.answers ?? []) + answers)
            }
        }

        mutating func say(_ bytes: [UInt8]) {
            if rest.isEmpty { (words, saidCount) = ([], 0) }
            words += bytes
        }

        /// The first `count` bytes of the rest are said.
        mutating func drop(_ count: Int) { saidCount += count }

        /// Whether nothing is left to say or to think about.
        var isOver: Bool { rest.isEmpty && thinking == nil }

        /// What it still had to say is lost.
        mutating func fallSilent() {
            thinking = nil
            (words, saidCount) = ([], 0)
        }

        mutating func passTime() {
            guard let thought = thinking, thought.until.isOver else { return }
            thinking = nil
            say(thought.answers)
        }
    }
}
