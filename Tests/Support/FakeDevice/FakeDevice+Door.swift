// The door of a fake device: its listener, and what a SYN meets there. A board that refuses, one
// that is silent, and one in the middle of somebody else's handshake are told apart here; when
// which is right is the loop's to say.

extension FakeDevice {
    /// A listener that answers newcomers as it is told. Confined to the device's thread.
    struct Door {
        /// What a newcomer meets.
        enum Answer: Equatable {
            /// A handshake.
            case open
            /// RST, as from a port on which nobody listens.
            case refusing
            /// Nothing at all. What comes for a connection that is no more is not answered either.
            case silent
            /// A handshake for whoever comes from this port, and nothing for the others.
            case openTo(port: UInt16)
        }

        let listener: StreamSocket
        private(set) var answer: Answer

        /// A listener that is bound, and listens unless `answer` is to refuse.
        init(_ listener: StreamSocket, _ answer: Answer) {
            self.listener = listener
            self.answer = answer
        }

        /// Answers newcomers like that from now on. Whoever had come to an open door and was not
        /// let in yet is reset when it closes.
        mutating func answer(_ next: Answer) {
            guard next != answer else { return }
            let listens = answer != .refusing
            answer = next
            switch next {
            case .refusing:
                listener.stopListening()
                listener.filter(nil)
            case .silent:
                listener.filter(.nothing)
                if listens { turnAway() } else { try? listener.listen() }
            case .openTo(let port):
                listener.filter(.from(port: port))
                if !listens { try? listener.listen() }
            case .open:
                listener.filter(nil)
                if !listens { try? listener.listen() }
            }
        }

        /// Forgets every handshake that is not over.
        func forgetHandshakes() {
            guard answer != .refusing else { return }
            listener.stopListening()
            try? listener.listen()
        }

        private func turnAway() {
            while let (socket, _) = listener.accept() { socket.reset() }
        }
    }
}
