// Which packets a socket sees at all: classic BPF, as socket(7) has it under SO_ATTACH_FILTER. What
// a filter keeps out is gone before TCP hears of it: no answer, not even a refusal. This is how a
// device is silent to newcomers, without any privilege.

import GNUExtensions
import Glibc

/// A program that lets a packet through or drops it.
struct PacketFilter: Equatable {
    private let instructions: [Instruction]

    private struct Instruction: Equatable {
        let code: Int32
        var ifTrue: UInt8 = 0
        var ifFalse: UInt8 = 0
        let value: UInt32
    }

    /// Lets nothing through.
    static let nothing = PacketFilter(instructions: [drop])

    /// For a TCP socket: only what comes from `port`.
    static func from(port: UInt16) -> PacketFilter {
        PacketFilter(instructions: [
            Instruction(code: BPF_LD | BPF_H | BPF_ABS, value: 0),
            Instruction(code: BPF_JMP | BPF_JEQ | BPF_K, ifFalse: 1, value: UInt32(port)),
            pass, drop,
        ])
    }

    /// For a raw IPv4 socket: only SYN and RST that go to `port`.
    static func beginningsAndResets(to port: UInt16) -> PacketFilter {
        PacketFilter(instructions: [
            Instruction(code: BPF_LDX | BPF_B | BPF_MSH, value: 0),
            Instruction(code: BPF_LD | BPF_H | BPF_IND, value: 2),
            Instruction(code: BPF_JMP | BPF_JEQ | BPF_K, ifFalse: 3, value: UInt32(port)),
            Instruction(code: BPF_LD | BPF_B | BPF_IND, value: 13),
            Instruction(code: BPF_JMP | BPF_JSET | BPF_K, ifFalse: 1, value: 0x02 | 0x04),
            pass, drop,
        ])
    }

    private static let pass = Instruction(code: BPF_RET | BPF_K, value: .max)
    private static let drop = Instruction(code: BPF_RET | BPF_K, value: 0)

    /// Puts it before a socket, in place of the one that was there.
    func attach(to descriptor: Int32) {
        var program = instructions.map {
            sock_filter(code: UInt16($0.code), jt: $0.ifTrue, jf: $0.ifFalse, k: $0.value)
        }
        program.withUnsafeMutableBufferPointer { program in
            var whole = sock_fprog(len: UInt16(program.count), filter: program.baseAddress)
            let length = socklen_t(MemoryLayout<sock_fprog>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &whole, length)
        }
    }

    /// Takes the filter away that is before a socket.
    static func detach(from descriptor: Int32) {
        var unused: Int32 = 0
        let length = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_DETACH_FILTER, &unused, length)
    }
}
