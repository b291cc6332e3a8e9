// Programs as devices: what is one, and what is none and why. That the program is there is nobody's
// to check before it is started.

import GatewayConfiguration
import Testing

@Suite struct CommandFaultTests {
    private static func file(_ device: String) -> String {
        "devices: {a: {listen: [\"raw://[::1]:0\"], \(device)}}"
    }

    private static let column = file("").count - 1

    @Test(arguments: [
        ("[cat]", ["cat"]),
        ("[/usr/bin/picocom, -b, 115200]", ["/usr/bin/picocom", "-b", "115200"]),
        ("[sh, -c, \"stty raw -echo; exec cat\"]", ["sh", "-c", "stty raw -echo; exec cat"]),
        ("[no-such-program, \"a\\nb\"]", ["no-such-program", "a\nb"]),
    ])
    func `a device may be a program`(written: String, command: [String]) throws {
        let device = try settings(Self.file("command: \(written)")).devices[0]
        #expect(device.connect == .command(command))
        #expect(device.link == .perLease)
    }

    @Test(arguments: [
        ("cat", "'command' must be a list of a program and its arguments, not 'cat'; as in [cat]"),
        (
            "\"ls -l\"",
            "'command' must be a list of a program and its arguments, not the text \"ls -l\"; "
                + "as in [ls, -l]"
        ),
        ("[]", "'command' must be a list of a program and its arguments, not an empty list"),
    ])
    func `a command is a list`(written: String, sentence: String) {
        let found = faults(Self.file("command: \(written)"))
        #expect(found == ["1:\(Self.column + 9): \(sentence)"])
    }

    @Test(arguments: [
        ("[cat, \"\"]", 6, "the text \"\""), ("[cat, [a]]", 6, "a list"),
        ("[\"a\\0b\"]", 1, "the text \"a\\0b\""),
    ])
    func `each word of it is a text`(written: String, offset: Int, shown: String) {
        let found = faults(Self.file("command: \(written)"))
        let start = "1:\(Self.column + 9 + offset): 'command' must be a program and its arguments"
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(start), not \(shown)") == true, "\(found)")
    }

    @Test(arguments: ["./run", "bin/run"])
    func `a program that is neither absolute nor a name is refused`(program: String) {
        let sentence =
            "'command' must begin with an absolute path, or with a name that is looked for in PATH,"
            + " not '\(program)'"
        let found = faults(Self.file("command: [\(program), x]"))
        #expect(found == ["1:\(Self.column + 10): \(sentence)"])
    }

    @Test func `a device is reached in one way`() {
        let sentence = "'a' has 'connect' and 'command', and can be reached in one way only"
        let text = Self.file("command: [cat], connect: \"demo:\"")
        #expect(faults(text) == ["1:\(Self.column + 9): \(sentence)"])
        let defaults = "defaults: {connect: \"demo:\", command: [cat]}\n"
        #expect(
            faults(defaults + Self.file("queue_max: 1")).first
                == "1:39: " + sentence.replacing("'a'", with: "'defaults'")
        )
    }

    @Test func `what a device says of it counts more than the defaults`() throws {
        let text = """
            defaults: {command: [cat], listen: ["raw://127.0.0.1:0"]}
            devices: {a: {}, b: {connect: "demo:"}}
            """
        #expect(try settings(text).devices.map(\.connect) == [.command(["cat"]), .demo])
        let other = text.replacing("command: [cat]", with: "connect: \"demo:\"")
            .replacing("b: {connect: \"demo:\"}", with: "b: {command: [cat]}")
        #expect(try settings(other).devices.map(\.connect) == [.demo, .command(["cat"])])
    }
}
