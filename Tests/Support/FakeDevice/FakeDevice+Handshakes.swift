// The handshakes at a fake device's door, seen as its stack sees them: by the packets. The kernel
// tells a listener nothing of a handshake before it is done, so a raw socket listens beside it
// (raw(7); it needs CAP_NET_RAW). Only where a network lies between can one take any time: so this
// is for a device in a namespace, and on loopback there is nothing to see.

import Glibc

extension FakeDevice {
    /// Who is in the middle of a handshake. Confined to the device's thread.
    struct Handshakes {
        /// One that is not done yet.
        struct Begun {
            let peer: TCPAddress
            /// When the kernel is asked whether it is one: a SYN alone may have been refused.
            let lookedAt: Deadline
            let givenUpAt: Deadline
            var isSeen = false

            /// The same, of which the kernel says that it is not done.
            var seen: Begun {
                Begun(peer: peer, lookedAt: lookedAt, givenUpAt: givenUpAt, isSeen: true)
            }
        }

        /// What came.
        enum Event {
            case began(TCPAddress)
            case reset(TCPAddress)
        }

        private let ear: StreamSocket
        private let port: UInt16

        /// Made on a thread that is in the device's namespace.
        init(to listener: StreamSocket) throws {
            guard let address = listener.localAddress else {
                throw SystemCallFailure("getsockname")
            }
            port = address.port
            ear = try StreamSocket.rawTCP()
            ear.filter(.beginningsAndResets(to: port))
        }

        /// Readable when a packet has come.
        var descriptor: Int32 { ear.fd }

        /// What has come since the last look.
        func look() -> [Event] {
            var events: [Event] = []
            while case .bytes(let packet) = ear.receive(countMax: 128) {
                let tcp = packet.dropFirst(Int(packet[0] & 0x0F) * 4)
                guard tcp.count >= 14 else { continue }
                let host = packet[12..<16].map(String.init).joined(separator: ".")
                let start = tcp.startIndex
                let peer = TCPAddress(
                    host: host,
                    port: UInt16(tcp[start]) << 8 | UInt16(tcp[start + 1])
                )
                let flags = tcp[start + 13]
                events.append(flags & 0x04 != 0 ? .reset(peer) : .began(peer))
            }
            return events
        }

        /// Whether the kernel has a handshake with `peer` that is not done: state 03, SYN_RECV, in
        /// its table (proc(5)).
        func isUnderWay(with peer: TCPAddress) -> Bool {
            TCPTable.contains(port: peer.port) {
                $0.state == "03" && $0.localPort == port && $0.remotePort == peer.port
            }
        }
    }
}
