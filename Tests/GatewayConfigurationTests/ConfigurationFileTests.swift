// The file as a file: what cannot be read, what is no text, what is no YAML. Faults of what it says
// are in `KeyFaultTests`, `ValueFaultTests` and `EndpointFaultTests`.

import FoundationEssentials
import Glibc
import GatewayConfiguration
import Testing

@Suite struct ConfigurationFileTests {
    @Test func `a file is read from its path`() throws {
        try withFile(Array(board().utf8)) { path in
            let read = try ConfigurationFile.read(path: path, surroundings: lab)
            #expect(try read == settings(board()))
        }
    }

    @Test func `a fault names file, line and column`() throws {
        try withFile(Array(board("colour: red").utf8)) { path in
            #expect(message(path) == "\(path):5:5: unknown key 'colour'")
        }
    }

    @Test func `a file that is not there is named with the reason`() {
        #expect(
            message("/nowhere/hotseat.yaml")
                == "/nowhere/hotseat.yaml: cannot be read: No such file or directory"
        )
    }

    @Test func `a directory is no file`() {
        #expect(message("/tmp") == "/tmp: cannot be read: Is a directory")
    }

    @Test func `a file without end is refused`() {
        #expect(message("/dev/zero") == "/dev/zero: is longer than 1048576 bytes")
    }

    @Test func `a file that is not UTF-8 is shown where it is not`() throws {
        try withFile(Array("gateway:\n  name: é".utf8) + [0xE9, 0x0A]) { path in
            #expect(message(path) == "\(path):2:10: not UTF-8")
        }
    }

    @Test func `a byte order mark is no part of the text`() throws {
        try withFile([0xEF, 0xBB, 0xBF] + Array(board().utf8)) { path in
            let read = try ConfigurationFile.read(path: path, surroundings: lab)
            #expect(read.devices.count == 1)
        }
    }

    @Test func `lines may end as they do on Windows`() throws {
        let text = board("dead_peer: 1s", "dead_peer: 2s").split(separator: "\n").joined(
            separator: "\r\n"
        )
        #expect(faults(text) == ["6:5: 'dead_peer' is given twice, first on line 5"])
    }

    @Test(arguments: [
        (
            "gateway:\n\tname: x",
            """
            2:1: not YAML: found character that cannot start any token \
            (while scanning for the next token, line 2); indent with spaces, not with tabs
            """
        ),
        (
            "gateway: {name: x\ndevices: 4",
            "2:8: not YAML: did not find expected ',' or '}' (while parsing a flow mapping, line 1)"
        ),
        (
            "comment: demo:",
            """
            1:14: not YAML: mapping values are not allowed in this context; \
            a value that has ': ' in it or ends in ':' needs quotes
            """
        ),
        (
            "a: \"b",
            "1:6: not YAML: found unexpected end of stream (while scanning a quoted scalar, line 1)"
        ),
        (
            "a: [raw://[::]:1]",
            """
            1:11: not YAML: did not find expected ',' or ']' \
            (while parsing a flow sequence, line 1); \
            in a list, a value that has brackets in it needs quotes
            """
        ),
        ("devices: *x", "1:10: not YAML: found undefined alias"),
        ("a: 1\n---\nb: 2", "2:1: the file must end before '---'"),
        ("a: 1\nb: é\u{1}", "2:5: not YAML: control characters are not allowed"),
    ])
    func `what is no YAML is shown where it is not`(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test func `brackets without end are no danger`() {
        let fault = faults("a: " + String(repeating: "[", count: 1_000_000)).first
        #expect(fault?.contains("not YAML: Maximum nesting level reached") == true)
    }

    private func message(_ path: String) -> String? {
        do {
            _ = try ConfigurationFile.read(path: path, surroundings: lab)
            return nil
        } catch {
            return error.description
        }
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "hotseat-\(UUID().uuidString).yaml").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { unlink(path) }
        try body(path)
    }
}
