// What a client sends, from its socket to where it goes: counted, stripped of what arrived too
// early, and parted into bytes for the device and commands to the gateway. When it goes where is
// the runner's to set, as the machine decides; what has come out of TLS and telnet is read here,
// and what is spoken there is not known.

import NIOCore
import Telnet

/// The bytes of one client. Confined to its device's event loop.
struct ClientInput {
    /// What becomes of them.
    enum Fate {
        /// It is in line: they are thrown away.
        case discarded
        /// It is in line, and `type_ahead: hold`: the first few are kept for its grant.
        case held(OutgoingBytes)
        /// It is next, or holds: they are the device's.
        case forDevice(OutgoingBytes)
    }

    var fate = Fate.discarded
    /// Payload read from the socket, discarded or not.
    private var readByteCount: Int64
    /// What came before the client's own bytes: a balancer's header.
    private let headerByteCount: Int64
    /// Its bytes on the wire, where they are not the session's own: TLS, telnet.
    private let wire: ClientWire?
    /// Bytes that arrived while it was in line, and are still to be read and thrown away.
    private var staleByteCount: Int64 = 0
    /// Its commands to the gateway, where the device's settings let it have some.
    private var escapes: EscapeSequences?

    init(of caller: Caller) {
        headerByteCount = Int64(caller.headerByteCount)
        readByteCount = headerByteCount
        wire = caller.wire
    }

    /// The bytes that go, or are to go, to the device.
    var toDevice: OutgoingBytes? {
        switch fate {
        case .discarded, .held: nil
        case .forDevice(let bytes): bytes
        }
    }

    /// What of its bytes the device's connection has taken.
    var deliveredByteCount: Int64 { toDevice?.deliveredByteCount ?? 0 }

    /// So many bytes were read that are not the session's own: what it said at the door.
    mutating func readAtTheDoor(byteCount: Int) { readByteCount += Int64(byteCount) }

    /// Counts what was read, and takes from it what arrived too early. Returns whether something is
    /// left that may go somewhere.
    mutating func read(_ bytes: inout ByteBuffer) -> Bool {
        readByteCount += Int64(bytes.readableBytes)
        if staleByteCount > 0 {
            let stale = min(Int(staleByteCount), bytes.readableBytes)
            staleByteCount -= Int64(stale)
            bytes.moveReaderIndex(forwardBy: stale)
        }
        return bytes.readableBytes > 0 && wire?.isStale != true
    }

    /// Sends bytes on. Returns whether they are the device's.
    func pass(_ bytes: inout ByteBuffer) -> Bool {
        switch fate {
        case .discarded: return false
        case .held(let held):
            let room = held.waitingByteCountMax - held.pendingByteCount
            guard room > 0, let kept = bytes.readSlice(length: min(room, bytes.readableBytes))
            else { return false }
            held.append(kept)
            return false
        case .forDevice(let outgoing):
            outgoing.append(bytes)
            return true
        }
    }

    /// What the kernel has received from the client up to that reading, and has not been read,
    /// arrived while it was in line: it is not the device's.
    mutating func markUnreadAsStale(_ reading: TCPReading?) {
        escapes?.forgetHeld()
        guard let reading else { return }
        if let wire {
            wire.markStale(upTo: reading.receivedByteCount - headerByteCount)
            return
        }
        staleByteCount = max(0, reading.receivedByteCount - readByteCount)
    }

    /// From now on it may give commands to the gateway, each begun with that character; nil: none.
    mutating func letEscape(with character: UInt8?, readsBinary: Bool) {
        escapes = character.map { EscapeSequences(character: $0) }
        self.readsBinary(readsBinary)
    }

    /// Whether it sends eight bits without telnet's rules: then nothing in them is a command.
    mutating func readsBinary(_ isBinary: Bool) { escapes?.isOn = !isBinary }

    /// The next of what the client typed: bytes for the device, or a command to the gateway. Nil:
    /// there is no more.
    mutating func nextPart(of typed: inout ByteBuffer) -> EscapeSequences.Part? {
        guard escapes != nil else {
            defer { typed.moveReaderIndex(to: typed.writerIndex) }
            return typed.readableBytes > 0 ? .bytes(typed) : nil
        }
        let part = escapes?.read(&typed)
        // Half a command that came too early is no byte of the holder's.
        if part == nil, wire?.isStale == true { escapes?.forgetHeld() }
        return part
    }
}
