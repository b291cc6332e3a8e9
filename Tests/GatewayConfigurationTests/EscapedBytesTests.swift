// Bytes with the escapes of C: each of them, and what is none. That the device gets them is seen
// end to end.

import GatewayConfiguration
import Testing

@Suite struct EscapedBytesTests {
    @Test(
        arguments: [
            (#"'\r\n'"#, [13, 10]), (#""\r\n""#, [13, 10]), ("'a b'", [0x61, 0x20, 0x62]),
            (#"'\x03\x3'"#, [3, 3]), (#"'\3\003\377'"#, [3, 3, 255]), (#"'\0'"#, [0]),
            (#"'\e[0m\\'"#, [27, 0x5B, 0x30, 0x6D, 0x5C]),
            (#"'\a\b\f\t\v\"'"#, [7, 8, 12, 9, 11, 34]),
            (#"'\x41B'"#, [0x41, 0x42]), ("'é'", [0xC3, 0xA9]), (#"''"#, []),
            ("exit", Array("exit".utf8)),
        ] as [(String, [UInt8])]
    )
    func `bytes are written as in C`(written: String, bytes: [UInt8]) throws {
        #expect(try device("on_acquire: \(written)").onAcquire == bytes)
        #expect(try device("on_release: \(written)").onRelease == bytes)
    }

    @Test(arguments: [#"'\'"#, #"'\q'"#, #"'\x'"#, #"'\xg1'"#, #"'\8'"#, #"'\400'"#])
    func `what is no escape is refused, with how to write it`(written: String) {
        let found = faults(board("on_acquire: \(written)"))
        #expect(found.count == 1)
        #expect(
            found.first?.hasSuffix(#"a backslash is written \\, a return \r, a byte \x03"#) == true
        )
    }

    @Test func `nobody sends more than 4 KiB`() {
        let long = String(repeating: "x", count: 4_097)
        #expect(faults(board("on_acquire: \(long)")).count == 1)
    }
}
