// The header in which a balancer names its client: the PROXY protocol, versions 1 and 2, as HAProxy
// publishes it (doc/proxy-protocol.txt, 2020/03/05). Pure: bytes in, a verdict out. Who may send
// one, and how long it is awaited, is `ProxyHeaderHandler`'s.

import NIOCore

/// What the first bytes of a connection are.
enum ProxyHeader: Equatable {
    /// More bytes are needed; no more than `byteCountMax` in all.
    case incomplete
    /// So long a header, and whom it names; nil: nobody (LOCAL, UNKNOWN, no TCP).
    case whole(byteCount: Int, client: SocketAddress?)
    /// No header, and why.
    case wrong(String)

    /// Version 2's fixed part and 520 bytes of addresses and TLVs: 536 is what any network delivers
    /// in one segment (section 2.2).
    static let byteCountMax = 536
    /// Version 1's longest line (section 2.1).
    private static let lineByteCountMax = 107
    private static let lineStart = Array("PROXY ".utf8)
    private static let signature = Array("\r\n\r\n\0\r\nQUIT\n".utf8)
    private static let fixedByteCount = 16

    /// Reads the beginning of what a connection has sent so far.
    init(_ bytes: ByteBufferView) {
        if Self.agrees(bytes, Self.lineStart) {
            self = Self.line(bytes)
        } else if Self.agrees(bytes, Self.signature) {
            self = Self.binary(bytes)
        } else {
            self = .wrong("it begins with no PROXY header")
        }
    }

    /// Whether `bytes` are the beginning of `start`, or begin with it.
    private static func agrees(_ bytes: ByteBufferView, _ start: [UInt8]) -> Bool {
        zip(bytes, start).allSatisfy { $0 == $1 }
    }
}

// MARK: Version 1, a line of text

extension ProxyHeader {
    private static func line(_ bytes: ByteBufferView) -> ProxyHeader {
        guard let end = bytes.prefix(lineByteCountMax).firstRange(of: Array("\r\n".utf8)) else {
            return bytes.count < lineByteCountMax
                ? .incomplete : .wrong("its PROXY line is longer than \(lineByteCountMax) bytes")
        }
        let byteCount = bytes.distance(from: bytes.startIndex, to: end.upperBound)
        let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch words[1] {
        case "UNKNOWN":
            return .whole(byteCount: byteCount, client: nil)
        case "TCP4", "TCP6":
            guard words.count == 6,
                let client = address(words[2], words[4], isV6: words[1] == "TCP6"),
                address(words[3], words[5], isV6: words[1] == "TCP6") != nil
            else { return .wrong("its PROXY line names no addresses") }
            return .whole(byteCount: byteCount, client: client)
        default:
            return .wrong("its PROXY line is neither TCP4, TCP6 nor UNKNOWN")
        }
    }

    private static func address(_ host: String, _ port: String, isV6: Bool) -> SocketAddress? {
        guard !port.isEmpty, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            port == "0" || !port.hasPrefix("0"),
            let number = UInt16(port),
            let address = try? SocketAddress(ipAddress: host, port: Int(number)),
            (address.protocol == .inet6) == isV6
        else { return nil }
        return address
    }
}

// MARK: Version 2, binary

extension ProxyHeader {
    private enum Family {
        static let tcp4: UInt8 = 0x11
        static let tcp6: UInt8 = 0x21
    }

    private static func binary(_ bytes: ByteBufferView) -> ProxyHeader {
        let head = Array(bytes.prefix(fixedByteCount))
        if head.count > 12, head[12] != 0x20, head[12] != 0x21 {
            return .wrong("its PROXY header has neither version 2 nor a known command")
        }
        guard head.count == fixedByteCount else { return .incomplete }
        let byteCount = fixedByteCount + Int(head[14]) << 8 + Int(head[15])
        guard byteCount <= byteCountMax else {
            return .wrong("its PROXY header is longer than \(byteCountMax) bytes")
        }
        guard bytes.count >= byteCount else { return .incomplete }
        let isLocal = head[12] == 0x20
        let rest = Array(bytes.prefix(byteCount).dropFirst(fixedByteCount))
        switch head[13] {
        case _ where isLocal:
            return .whole(byteCount: byteCount, client: nil)
        case Family.tcp4:
            return named(rest, addressByteCount: 4, byteCount)
        case Family.tcp6:
            return named(rest, addressByteCount: 16, byteCount)
        default:
            return .whole(byteCount: byteCount, client: nil)
        }
    }

    /// Source and destination address, source and destination port.
    private static func named(
        _ bytes: [UInt8],
        addressByteCount length: Int,
        _ byteCount: Int
    ) -> ProxyHeader {
        guard bytes.count >= 2 * length + 4,
            let client = try? SocketAddress(
                packedIPAddress: ByteBuffer(bytes: bytes.prefix(length)),
                port: Int(bytes[2 * length]) << 8 + Int(bytes[2 * length + 1])
            )
        else { return .wrong("its PROXY header is too short for its addresses") }
        return .whole(byteCount: byteCount, client: client)
    }
}
