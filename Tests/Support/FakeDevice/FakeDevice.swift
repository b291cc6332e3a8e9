// A device with one slot, on loopback TCP, in the test's own process: the habits of a small board's
// network stack (FakeDevice.Habits), each switchable, and a log that shows what every connection
// brought. What it does at each event is in FakeDevice+Loop, who gets in in Loop+Admission,
// what it says in FakeDevice+Talk and FakeDeviceConsole, what it proves in FakeDevice+Log.

import GNUExtensions
import Glibc
import Synchronization

/// A single-slot device, played by a thread of its own.
public final class FakeDevice: Sendable {
    /// Where it listens.
    public let address: TCPAddress
    /// Its habits; they do not change.
    public let habits: Habits

    let wishes = Mutex<[Wish]>([])
    let log = Mutex(Log())
    private let alarm: (read: Int32, write: Int32)

    /// What the test wants of it, carried out by its thread in order.
    enum Wish: Sendable {
        case say([UInt8])
        case close
        case reset
        case reboot
        case stopReading
        case readAgain
        case refuse
        case welcome
        case end
    }

    /// Starts a device; it is on the test's bench from then on.
    public static func start(
        on host: String = "127.0.0.1",
        _ habits: Habits = Habits()
    ) throws -> FakeDevice {
        try start(habits, try makeListener(on: host, habits), nil)
    }

    /// Starts a device on the host of a namespace: it vanishes and comes back with it, and sees
    /// handshakes that take their time.
    public static func start(
        in namespace: NetworkNamespace,
        _ habits: Habits = Habits()
    ) throws -> FakeDevice {
        try namespace.enter {
            let listener = try makeListener(on: namespace.inside, habits)
            return try start(habits, listener, try Handshakes(to: listener))
        }
    }

    private static func makeListener(on host: String, _ habits: Habits) throws -> StreamSocket {
        let listener = try StreamSocket.bound(toAnyPortOf: host)
        // Before the handshake, which tells the window. TCP_WINDOW_CLAMP does not last: Linux sets
        // it anew with the first segment.
        if let bytes = habits.windowBytes { listener.set(SO_RCVBUF, to: bytes) }
        return listener
    }

    private static func start(
        _ habits: Habits,
        _ listener: StreamSocket,
        _ handshakes: Handshakes?
    ) throws -> FakeDevice {
        let device = try FakeDevice(habits, listener)
        if !habits.refusesAtFirst { try listener.listen() }
        startThread { Loop(device, listener, handshakes).run() }
        return Bench.current.add(device)
    }

    private init(_ habits: Habits, _ listener: StreamSocket) throws {
        self.habits = habits
        guard let address = listener.localAddress else { throw SystemCallFailure("getsockname") }
        self.address = address
        var ends: [Int32] = [-1, -1]
        try SystemCallFailure.check("pipe2", pipe2(&ends, O_CLOEXEC | O_NONBLOCK))
        alarm = (ends[0], ends[1])
    }

    /// As `connect:` of the configuration wants it.
    public var url: String { "tcp://\(address)" }

    /// Says something on the present connection.
    public func say(_ text: String) { say(Array(text.utf8)) }

    /// Says something on the present connection; nothing if there is none.
    public func say(_ bytes: [UInt8]) { wish(.say(bytes)) }

    /// Closes the present connection: FIN. The slot is free when the other side has closed too; see
    /// ``Habits/lastAckMax``.
    public func close() { wish(.close) }

    /// Resets the present connection: RST.
    public func reset() { wish(.reset) }

    /// Reboots: it forgets its connection without a word, answers nothing for
    /// ``Habits/bootTime``, and is as new then. It answers RST to what still comes for the old
    /// connection. For tests that `.needs(.reboots)`.
    public func reboot() throws {
        let number = last?.number
        wish(.reboot)
        try eventually("the device has forgotten its connection") {
            last.map { $0.number != number || $0.end != nil } ?? true
        }
    }

    /// Stops reading: what is sent to it fills its kernel's buffer.
    public func stall() { wish(.stopReading) }

    /// Reads again after ``stall()``.
    public func goOn() { wish(.readAgain) }

    /// Answers every new connection with RST (ECONNREFUSED) until ``welcome()``. Returns when it is
    /// so.
    public func refuse() throws {
        wish(.refuse)
        try eventually("the device refuses") { !isListening }
    }

    /// Takes connections again. Returns when it is so, unless somebody is on it.
    public func welcome() throws {
        wish(.welcome)
        try eventually("the device listens") { isListening || log.withLock { $0.isTaken } }
    }

    private var isListening: Bool { log.withLock { $0.isListening } }

    private func wish(_ wish: Wish) {
        wishes.withLock { $0.append(wish) }
        var byte: UInt8 = 1
        _ = write(alarm.write, &byte, 1)
    }

    /// The end of the pipe that is readable when there are wishes.
    var alarmDescriptor: Int32 { alarm.read }

    /// Called by the thread as the last thing it does.
    func closeAlarm() {
        Glibc.close(alarm.read)
        Glibc.close(alarm.write)
    }
}

extension FakeDevice: BenchItem {
    public var testimony: String { "device \(address):\n" + log.withLock(\.description) }

    public func remove() { wish(.end) }
}
