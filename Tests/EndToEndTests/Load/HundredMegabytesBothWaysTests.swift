// A hundred megabytes of random bytes to a device that gives them back, both ways at the same time:
// nothing is lost, doubled, reordered or changed, plain and wrapped in telnet. The same through a
// slow device, and what it costs in memory, is in BackPressureTests.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct HundredMegabytesBothWaysTests {
        /// One process sends and one reads, on the same connection. Telnet is written here by
        /// RFC 854 alone: 0xFF is doubled, a return has NUL behind it, and of options nothing is
        /// answered.
        private static let script = #"""
            import hashlib, os, re, socket, sys
            host, port, count, telnet = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
            def encode(data):
                return data.replace(b"\xff", b"\xff\xff").replace(b"\r", b"\r\0")
            wrapped = re.compile(
                rb"\xff\xff|\xff[\xfb-\xfe].|\r\0|\xff[\xfb-\xfe]?\Z|\r\Z", re.DOTALL)
            rest = b""
            def decode(data):
                global rest
                data, rest = rest + data, b""
                def unwrap(match):
                    global rest
                    if match[0] in (b"\xff\xff", b"\r\0"): return match[0][:1]
                    if len(match[0]) < 3: rest = match[0]
                    return b""
                return wrapped.sub(unwrap, data)
            if telnet == "raw": encode = decode = bytes
            connection = socket.create_connection((host, port))
            def read():
                data = connection.recv(262144)
                if not data: sys.exit("ended")
                return decode(data)
            opening = b""
            while not (grant := re.search(rb"is yours \(lease \d+\)\.\r\n", opening)):
                opening += read()
            data = opening[grant.end():]
            if os.fork() == 0:
                sent, left = hashlib.sha256(), count
                while left:
                    part = os.urandom(min(left, 262144))
                    left -= len(part)
                    # The last one is no return: what belongs behind it would not be there yet.
                    if not left: part = part[:-1] + b"."
                    sent.update(part)
                    connection.sendall(encode(part))
                print("sent", sent.hexdigest())
                os._exit(0)
            got, length = hashlib.sha256(), 0
            while True:
                got.update(data)
                length += len(data)
                if length >= count: break
                data = read()
            if os.wait()[1]: sys.exit("nothing was sent")
            print("read", got.hexdigest())
            print("length", length)
            """#

        @Test(arguments: ["raw", "telnet"])
        func `100 MB go there and back at once, unchanged`(scheme: String) throws {
            let count = 100_000_000
            let device = try SocatDevice.echo()
            let board = GatewayHome.Device(
                connect: device.url,
                listen: ["\(scheme)://127.0.0.1:0"]
            )
            let gateway = try GatewayHome([board]).serve()
            let address = try gateway.address()
            let before = try gateway.figures.residentPeakBytes()
            let script = try PythonProgram(
                Self.script,
                address.host,
                String(address.port),
                String(count),
                scheme
            )
            let output = try script.finish(within: .seconds(120))
            let (sent, read) = (digest("sent", in: output), digest("read", in: output))
            #expect(sent != nil)
            #expect(sent == read, "what came back differs")
            #expect(output.contains("length \(count)\n"), "\(output)")
            let growth = try gateway.figures.residentPeakBytes() - before
            #expect(growth < 20_000_000, "grew by \(growth) bytes")
            let row = try gateway.history.firstEnded()
            #expect(row.bytesToDevice == count)
            #expect(row.bytesFromDevice == count)
        }

        private func digest(_ name: String, in output: String) -> Substring? {
            output.split(separator: "\n").first { $0.hasPrefix("\(name) ") }?.suffix(64)
        }
    }
}
