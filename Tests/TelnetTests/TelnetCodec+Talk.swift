// Talking to a codec in arrays of bytes, as the tests write them. What it answers in between is
// `Heard`'s.

import NIOCore
import Telnet

extension TelnetCodec {
    static var server: TelnetCodec { TelnetCodec(as: .server(isSerial: false)) }
    static var serialServer: TelnetCodec { TelnetCodec(as: .server(isSerial: true)) }
    static var client: TelnetCodec { TelnetCodec(as: .client(terminalType: "xterm")) }

    /// One that has begun, and whose questions are on their way.
    static var begunServer: TelnetCodec {
        var codec = server
        codec.begin()
        _ = codec.takeOutgoing()
        return codec
    }

    /// One whose peer has agreed to BINARY both ways.
    static func binary(_ codec: TelnetCodec) -> TelnetCodec {
        var codec = codec
        _ = codec.hear([.iac, .do, .binary, .iac, .will, .binary])
        precondition(codec.isOn(.binary, .ours) && codec.isOn(.binary, .theirs))
        return codec
    }

    mutating func hear(_ bytes: [UInt8]) -> Heard {
        var heard = Heard()
        heard.read(bytes, by: &self)
        return heard
    }

    mutating func written(_ bytes: [UInt8]) -> [UInt8] {
        Array(encode(ByteBuffer(bytes: bytes)).readableBytesView)
    }

    /// What it has to say by itself.
    mutating func said() -> [UInt8] {
        takeOutgoing().map { Array($0.readableBytesView) } ?? []
    }
}
