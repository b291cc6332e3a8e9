// How the gateway reaches a device. Opening the link is not here.
// To add a kind: a case here, its URL in `ValueForm.connect`, or a key of its own.

/// How the gateway reaches a device.
public enum DeviceEndpoint: Sendable, Equatable, CustomStringConvertible {
    /// A TCP endpoint: a host name or address (IPv6 without brackets), and a port from 1 to 65535.
    case tcp(host: String, port: Int)
    /// The same where the device, or a terminal server in front of it, speaks telnet.
    case telnet(host: String, port: Int)
    /// A serial port of the gateway's own machine.
    case serial(SerialSettings)
    /// The built-in demo board, with these habits.
    case demoBoard(DemoHabits)
    /// A program on a terminal of its own, and its arguments; never empty. The program is an
    /// absolute path, or a name to look for in PATH.
    case command([String])

    /// The built-in demo board as it is by itself.
    public static let demo = DeviceEndpoint.demoBoard(DemoHabits())

    /// The endpoint as the file writes it.
    public var description: String {
        switch self {
        case .tcp(let host, let port): SocketURL(scheme: "tcp", host: host, port: port).text
        case .telnet(let host, let port):
            SocketURL(scheme: "telnet", host: host, port: port).text
        case .serial(let settings): settings.url
        case .demoBoard(let habits): habits.query.isEmpty ? "demo:" : "demo:?\(habits.query)"
        case .command(let command): "[\(command.joined(separator: ", "))]"
        }
    }

    /// What two endpoints have in common that lead to one and the same device, as far as their
    /// words tell: a port is the same at another rate, in telnet or not. Nil: it is this one's
    /// alone, as each demo board is.
    public var place: String? {
        switch self {
        case .tcp(let host, let port), .telnet(let host, let port): "\(host.lowercased()):\(port)"
        case .serial(let settings): settings.path
        case .demoBoard: nil
        case .command: description
        }
    }

    /// Whether it is the gateway's own machine that reaches it, and knows why it cannot.
    public var isOnThisMachine: Bool {
        switch self {
        case .serial, .command: true
        case .tcp, .telnet, .demoBoard: false
        }
    }

    /// Whether it is a serial port, which a client may steer.
    public var isSerial: Bool {
        if case .serial = self { true } else { false }
    }

    /// How long a link lives where nobody says otherwise. A serial port is kept open: what the
    /// board says between two leases is not lost, and nobody else takes it.
    public var usualLink: DeviceSettings.LinkLife {
        switch self {
        case .tcp, .telnet, .demoBoard, .command: .perLease
        case .serial: .persistent
        }
    }
}
