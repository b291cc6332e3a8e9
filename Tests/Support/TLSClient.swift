// A TLS client in a process of its own, by Python's ssl, told step by step what to do with the two
// layers that it has: TLS may end without TCP, and TCP without TLS. `openssl s_client` cannot.

import Foundation

/// A running TLS client of one connection.
public final class TLSClient: Sendable {
    /// Its own address, as the gateway sees it.
    public let address: String

    private let child: ChildProcess

    /// What it does: TLS in memory, so that each byte on the wire is its own decision.
    private static let script = """
        import os, select, socket, ssl, struct, sys
        host, port, ca, certificate, key, source = sys.argv[1:7]
        context = ssl.create_default_context(cafile=ca)
        if certificate: context.load_cert_chain(certificate, key)
        tcp = socket.create_connection((host, int(port)), source_address=(source, 0))
        tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_hostname=host)
        def flush():
            if outgoing.pending: tcp.sendall(outgoing.read())
        def say(word):
            sys.stderr.write(word + "\\n")
            sys.stderr.flush()
        while True:
            try:
                tls.do_handshake()
                flush()
                break
            except ssl.SSLWantReadError:
                flush()
                got = tcp.recv(65536)
                if not got: say("ended"); sys.exit(1)
                incoming.write(got)
        say("address %s:%d" % tcp.getsockname())
        reading = True
        def read():
            while True:
                try:
                    got = tls.read(65536)
                except ssl.SSLWantReadError:
                    return
                except (ssl.SSLError, ssl.SSLEOFError):
                    got = b""
                if not got:
                    say("farewell")
                    return
                os.write(1, got)
        read()
        while True:
            ready = select.select([0] + ([tcp] if reading else []), [], [])[0]
            if tcp in ready:
                try: got = tcp.recv(65536)
                except OSError: say("reset"); sys.exit(0)
                if not got: say("ended"); reading = False
                else:
                    incoming.write(got)
                    read()
            if 0 in ready:
                command = os.read(0, 65536).decode()
                if not command: break
                for line in command.splitlines():
                    word, _, rest = line.partition(" ")
                    if word == "send": tls.write(eval(rest)); flush()
                    if word == "half":
                        tls.write(eval(rest)); data = outgoing.read()
                        held = data[len(data) // 2:]; tcp.sendall(data[:len(data) // 2])
                    if word == "rest": tcp.sendall(held)
                    if word == "fin": tcp.shutdown(socket.SHUT_WR)
                    if word == "notify":
                        try: tls.unwrap()
                        except ssl.SSLError: pass
                        flush()
                    if word == "pause": reading = False
                    if word == "go": reading = True
                    if word == "reset":
                        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack("ii", 1, 0))
                        tcp.close(); say("did"); sys.exit(0)
                    say("did")
        """

    /// Connects and shakes hands; it is on the test's bench from then on.
    ///
    /// - Parameters:
    ///   - name: the certificate that it shows; nil: none.
    ///   - prefix: what to start it with, as `ip netns exec …`.
    public init(
        to address: TCPAddress,
        trusting certificates: TestCertificates,
        showing name: String? = nil,
        from source: String = "0.0.0.0",
        prefix: [String] = []
    ) throws {
        let child = try ChildProcess(
            prefix + ["python3", "-c", Self.script, address.host, String(address.port)]
                + [certificates.certificate("ca")]
                + [name.map(certificates.certificate) ?? "", name.map(certificates.key) ?? ""]
                + [source],
            openInput: true
        )
        Bench.current.add(child)
        self.child = child
        self.address = try eventually("the TLS handshake is over") {
            if let status = child.exitStatus {
                throw Unexpected(description: "the TLS client \(status): \(child.errors)")
            }
            let line = child.errors.components(separatedBy: "\n").first { $0.hasPrefix("address ") }
            return line.map { String($0.dropFirst("address ".count)) }
        }
    }

    /// Everything it has read so far.
    public var output: String { child.output }

    /// Waits until it has read `text`.
    public func read(until text: String, within duration: Duration = patience) throws {
        do {
            try eventually("it reads \(text.debugDescription)", within: duration) {
                output.contains(text)
            }
        } catch is NotInTime {
            throw NotInTime("TLS: \(text.debugDescription)", within: duration, seen: output)
        }
    }

    /// Sends a text, in one record.
    public func send(_ text: String) throws { try tell("send b\(text.debugDescription)") }

    /// Sends the first half of a record with this text; ``sendRest()`` the other one.
    public func sendHalf(_ text: String) throws {
        try tell("half b\(text.debugDescription)")
    }

    /// Sends what ``sendHalf(_:)`` has kept.
    public func sendRest() throws { try tell("rest") }

    /// Ends its side of TCP, without a word of TLS.
    public func finish() throws { try tell("fin") }

    /// Ends its side of TLS (close_notify), and not TCP.
    public func sayFarewell() throws { try tell("notify") }

    /// Reads nothing more.
    public func pause() throws { try tell("pause") }

    /// Reads again after ``pause()``.
    public func goOn() throws { try tell("go") }

    /// Resets: RST.
    public func reset() throws { try tell("reset") }

    /// Has it do something, and waits until it has: what it sent is in the gateway's kernel then,
    /// on the same machine, because nothing is held back for an acknowledgement.
    private func tell(_ command: String) throws {
        let before = doneCount
        try child.type(command + "\n")
        try eventually("it has done \(command.prefix(40))") { doneCount > before }
    }

    private var doneCount: Int { child.errors.components(separatedBy: "did\n").count }

    /// Kills it.
    public func kill() { child.signal(SIGKILL) }

    /// Waits until the gateway has ended its side of TLS, and of TCP.
    public func waitForFarewell() throws {
        try eventually("a farewell and FIN") {
            child.errors.contains("farewell\n") && child.errors.contains("ended\n")
        }
    }
}
