// What is a gateway's address, and what is not; and that a stranger's directory is not looked into
// for one.

import GatewayAPI
import GatewayClient
import GatewayTestSupport
import Glibc
import Testing

struct GatewayAddressTests {
    @Test(
        arguments: [
            ("unix:///run/hotseat/control.sock", .socket(path: "/run/hotseat/control.sock")),
            ("http://lab1:8400", .url("http://lab1:8400")),
            ("HTTPS://lab1.example/hotseat//", .url("https://lab1.example/hotseat")),
            ("http://[::1]:8400/", .url("http://[::1]:8400")),
        ] as [(String, GatewayAddress)]
    )
    func `an address is read`(text: String, address: GatewayAddress) throws {
        #expect(try GatewayAddress(text: text) == address)
    }

    @Test(arguments: [
        "", "lab1", "/run/hotseat/control.sock", "unix://relative/path", "unix:///" + "x".repeated,
        "http://", "http:///path", "ftp://lab1", "http://lab 1", "http://läb1",
    ])
    func `anything else is a wrong command line, with the right forms named`(text: String) {
        let problem = #expect(throws: Problem.self) { try GatewayAddress(text: text) }
        #expect(problem?.code == .usage)
        #expect(problem?.hint.contains("unix:///run/hotseat/control.sock") == true)
    }

    @Test func `a socket is looked for where nothing is yet, and in directories of one's own`()
        throws
    {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let paths = [directory.path("control.sock"), directory.path("missing/control.sock")]
        #expect(GatewayAddress.local(paths: paths) == paths.map { .socket(path: $0) })
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a directory away"))
    func `a socket in a stranger's directory is not asked`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        chown(directory.path, 65_534, 65_534)
        #expect(GatewayAddress.local(paths: [directory.path("control.sock")]).isEmpty)
    }
}

extension String {
    /// Too often to be a socket's path.
    fileprivate var repeated: String { String(repeating: self, count: 120) }
}
