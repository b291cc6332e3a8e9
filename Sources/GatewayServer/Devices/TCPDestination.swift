// Where a TCP link goes. A name is resolved before each connect and off the event loop, and to one
// address: a race between a name's addresses would abandon connects, and one connect at a time goes
// to a device.

import NIOCore
import NIOPosix

/// A device's address, or its name.
enum TCPDestination: Sendable {
    case address(SocketAddress)
    case name(host: String, port: Int)

    init(host: String, port: Int) {
        if let address = try? SocketAddress(ipAddress: host, port: port) {
            self = .address(address)
        } else {
            self = .name(host: host, port: port)
        }
    }

    /// The address to connect to; for a name the first one that the system's resolver gives.
    func resolve(on loop: any EventLoop) -> EventLoopFuture<SocketAddress> {
        switch self {
        case .address(let address): loop.makeSucceededFuture(address)
        case .name(let host, let port):
            NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
                try SocketAddress.makeAddressResolvingHost(host, port: port)
            }
        }
    }
}
