// One trial of the telnet module: bytes that the fuzzer has chosen, and what must hold for them.
// The first byte says which end of the connection reads them, the second where they are cut; a
// trial that fails stops the process, and the fuzzer keeps its bytes.

import NIOCore

@testable import Telnet

/// For `entry.c`: one input, all its trials.
@_cdecl("try_telnet")
public func tryTelnet(_ start: UnsafePointer<UInt8>?, _ byteCount: Int) {
    TelnetTrial(UnsafeBufferPointer(start: start, count: byteCount))?.run()
}

struct TelnetTrial {
    private let codec: TelnetCodec
    private let bytes: [UInt8]
    /// How long the pieces are: its bits, over and over, lengthen one or begin the next.
    private let cuts: UInt8

    init?(_ input: UnsafeBufferPointer<UInt8>) {
        guard input.count >= 2 else { return nil }
        codec = Self.codec(input[0])
        cuts = input[1]
        bytes = Array(input[2...])
    }

    func run() {
        readsTheSameHoweverItIsCut()
        writesWhatTheOtherEndReads()
        findsTheSameSequencesHoweverItIsCut()
    }

    private func readsTheSameHoweverItIsCut() {
        var (whole, cut) = (codec, codec)
        var (heardWhole, heardCut) = (Heard(), Heard())
        heardWhole.read(bytes, by: &whole)
        for chunk in chunks(of: bytes) {
            heardCut.read(chunk, by: &cut)
            require(cut.argument.count <= TelnetCodec.argumentByteCountMax + 1, "it keeps too much")
        }
        require(heardWhole == heardCut, "it was read differently in pieces")
        require(heardWhole.answers.count <= 8 * bytes.count, "it was answered too much")
        require(heardWhole.bytes.count <= bytes.count, "there is more than came in")

        // Every message about a serial port can be answered.
        let unasked = heardWhole.answers.count
        for case .comPort(let message) in heardWhole.events {
            whole.answer(message)
            require(whole.takeOutgoing() != nil, "a message was not answered")
        }
        heardWhole.read([], by: &whole)
        require(heardWhole.answers.count == unasked, "it was answered twice")
    }

    /// The law of `RoundTripTests`: all bytes as they were, but towards a server without BINARY
    /// each CR LF as one CR.
    private func writesWhatTheOtherEndReads() {
        for isBinary in [false, true] {
            var server = Self.agreed(TelnetCodec(as: .server(isSerial: false)), isBinary)
            var client = Self.agreed(TelnetCodec(as: .client(terminalType: nil)), isBinary)
            let atClient = carried(from: &server, to: &client)
            require(atClient == bytes, "a client read what a server did not write")
            let atServer = carried(from: &client, to: &server)
            let expected = isBinary ? bytes : withEndsOfLine()
            require(atServer == expected, "a server read what a client did not write")
        }
    }

    private func carried(from sender: inout TelnetCodec, to receiver: inout TelnetCodec) -> [UInt8]
    {
        var wire: [UInt8] = []
        for chunk in chunks(of: bytes) {
            wire += sender.encode(ByteBuffer(bytes: chunk)).readableBytesView
        }
        var heard = Heard()
        heard.read(wire, by: &receiver)
        require(heard.answers.isEmpty && heard.signs.isEmpty, "data was taken for a command")
        return heard.bytes
    }

    private func withEndsOfLine() -> [UInt8] {
        var read: [UInt8] = []
        var isBehindCR = false
        for byte in bytes {
            if !(isBehindCR && byte == 10) { read.append(byte) }
            isBehindCR = byte == 13
        }
        return read
    }

    private func findsTheSameSequencesHoweverItIsCut() {
        let whole = typed([bytes[...]])
        require(whole == typed(chunks(of: bytes)), "it was typed differently in pieces")
    }

    /// Plain bytes as they are, commands as negative numbers.
    private func typed(_ chunks: [ArraySlice<UInt8>]) -> [Int] {
        var sequences = EscapeSequences()
        var typed: [Int] = []
        for chunk in chunks {
            var bytes = ByteBuffer(bytes: chunk)
            while let part = sequences.read(&bytes) {
                switch part {
                case .bytes(let read): typed += read.readableBytesView.map(Int.init)
                case .command(let command): typed.append(-Int(command.rawValue))
                }
            }
        }
        return typed
    }

    /// `precondition` is silent in a release build.
    private func require(_ isKept: Bool, _ complaint: String) {
        if !isKept { fatalError(complaint) }
    }

    private func chunks(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where cuts >> (index % 8) & 1 == 1 {
            chunks.append(bytes[start..<index])
            start = index
        }
        return chunks + [bytes[start...]]
    }

    private static func codec(_ choice: UInt8) -> TelnetCodec {
        var codec =
            switch choice % 4 {
            case 0, 1: TelnetCodec(as: .server(isSerial: choice % 4 == 1))
            default: TelnetCodec(as: .client(terminalType: choice % 4 == 2 ? "xterm" : nil))
            }
        codec.begin(echoes: choice & 4 == 0)
        _ = codec.takeOutgoing()
        return codec
    }

    private static func agreed(_ codec: TelnetCodec, _ isBinary: Bool) -> TelnetCodec {
        var codec = codec
        var heard = Heard()
        // DO and WILL, and IAC in front of each.
        if isBinary { heard.read([255, 253, 0, 255, 251, 0], by: &codec) }
        return codec
    }
}
