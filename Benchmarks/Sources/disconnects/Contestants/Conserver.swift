// conserver, spoken to in its own protocol as its `console` client does it: a login at the port of
// the master, which names the port of the console's process, and a login there. A second client is
// a spy that asked for more, and is attached by itself when the holder leaves. The link to the
// device stays, so nothing is said to whoever comes: to be on is to be attached and to read the
// first byte of the answer to an empty line.

import GatewayTestSupport

/// conserver 8.
struct Conserver: Contestant {
    let name = "conserver"
    let package: String? = "conserver-server"
    let keepsLink = true
    let needsHostSettings = true

    private let masterPort: UInt16 = 782

    func files(for site: Site) -> [String: String] {
        let text = """
            config * {
                daemonmode no;
                primaryport \(masterPort);
                secondaryport \(site.gateway.port);
                sslrequired no;
                redirect no;
                logfile /dev/null;
                unifiedlog /dev/null;
                passwdfile \(site.directory)/passwd;
            }
            default * {
                master \(site.gateway.host);
                rw *;
                options reinitoncc, autoreinit, !ixon, !ixoff;
            }
            console board1 {
                type host;
                host \(site.device.host);
                port \(site.device.port);
                protocol raw;
                logfile /dev/null;
            }
            access * {
                trusted \(site.network);
            }

            """
        return ["conserver.cf": text, "passwd": "*any*:\n"]
    }

    func command(at site: Site) -> [String]? {
        [
            "conserver", "-C", "\(site.directory)/conserver.cf", "-M", site.gateway.host,
            "-p", String(masterPort),
        ]
    }

    func port(at site: Site) -> UInt16 { masterPort }

    func knock(at site: Site, _ buffers: Buffers) throws -> LineClient {
        let master = try LineClient.connect(to: site.gateway.withPort(masterPort))
        defer { master.close() }
        try call(master)
        let answer = try master.read(until: "\r\n", within: Self.chatMax)
        guard let port = UInt16(answer.dropLast()) else {
            throw Unexpected(description: "conserver: \(answer)")
        }
        let line = try LineClient.connect(
            to: site.gateway.withPort(port),
            receiveBufferBytes: buffers.receiveBytes,
            sendBufferBytes: buffers.sendBytes
        )
        try call(line)
        // "Let me see": from here on it says what the console says, to a spy as well.
        try line.send("\u{5}c;")
        return line
    }

    private static let chatMax = Duration.seconds(5)

    private func call(_ line: LineClient) throws {
        try line.read(until: "ok\r\n", within: Self.chatMax)
        try line.send("login lab\r\n")
        try line.read(until: "ok\r\n", within: Self.chatMax)
        try line.send("call board1\r\n")
    }

    func waitUntilOn(_ line: LineClient, within duration: Duration) throws {
        let deadline = Deadline(in: duration)
        try line.read(until: "[attached]\r\n", within: duration)
        try line.send("\r\n")
        _ = try line.read(count: 1, within: deadline.remaining)
    }
}
