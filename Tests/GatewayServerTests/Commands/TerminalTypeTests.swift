// What a client calls its terminal, and what of it becomes TERM: a client may say anything, and it
// goes into a program's environment.

import Testing

@testable import GatewayServer

@Suite struct TerminalTypeTests {
    @Test(arguments: [
        ("xterm-256color", "xterm-256color"), ("XTERM", "xterm"), ("vt100", "vt100"),
        ("screen.linux", "screen.linux"), ("rxvt+pcfkeys", "rxvt+pcfkeys"),
    ])
    func `a name is taken over, in small letters`(said: String, name: String) {
        #expect(TerminalType(said: said)?.name == name)
    }

    @Test(arguments: [
        "", "../x", ".hidden", "a b", "x\nLD_PRELOAD=/tmp/x", "x;reboot", "xtérm", "$(reboot)",
        String(repeating: "x", count: 41),
    ])
    func `what is no name is not`(said: String) {
        #expect(TerminalType(said: said) == nil)
    }
}
