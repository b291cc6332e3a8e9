// Whoever a link under test reports to, and the loop that it runs on: what it reports is kept, in
// words. What a runner makes of it is tested end to end.

import GatewayConfiguration
import GatewayTestSupport
import LeaseCore
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

@testable import GatewayServer

/// A serial link and what it has reported.
final class LinkWitness: Sendable {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()
    private let seen = NIOLockedValueBox<[String]>([])
    private let bound = NIOLockedValueBox<NIOLoopBound<Holding>?>(nil)

    /// Confined to the loop.
    private final class Holding: DeviceLinkObserver {
        var link: SerialDeviceLink?
        private let note: (String) -> Void

        init(_ note: @escaping (String) -> Void) {
            self.note = note
        }

        func linkOpened(_ link: any DeviceLink) { note("opened") }

        func linkFailed(_ link: any DeviceLink, _ failure: LinkFailure, detail: String) {
            note("failed: \(failure)")
        }

        func linkRead(_ link: any DeviceLink, _ bytes: ByteBuffer) {
            note("read: \(String(buffer: bytes))")
        }

        func linkStalled(_ link: any DeviceLink, detail: String) { note("stalled") }

        func linkLost(_ link: any DeviceLink, _ reason: EndReason, detail: String) {
            note("lost: \(reason.rawValue)")
        }

        func linkReleased(_ link: any DeviceLink, how: String) { note("released: \(how)") }
    }

    /// Opens a port; it is on the test's bench from then on.
    init(_ settings: SerialSettings, stallMax: Duration = .seconds(30)) async throws {
        let (loop, seen) = (loop, seen)
        let made = try await loop.submit {
            let holding = Holding { line in seen.withLockedValue { $0.append(line) } }
            let link = SerialDeviceLink(
                to: settings,
                stallMax: stallMax,
                on: loop,
                observer: holding,
                log: Logger(label: "test")
            )
            holding.link = link
            link.open()
            return NIOLoopBound(holding, eventLoop: loop)
        }.get()
        bound.withLockedValue { $0 = made }
        Bench.current.add(self)
    }

    /// What was reported, in order.
    var reports: [String] { seen.withLockedValue { $0 } }

    /// Waits until the last report is this one.
    func wait(for report: String) throws {
        try eventually("the link reports \(report); it has \(reports)") { reports.last == report }
    }

    /// Does something with the link, on its loop.
    func with<Result: Sendable>(
        _ body: @escaping @Sendable (SerialDeviceLink) -> Result
    ) async throws -> Result {
        guard let bound = bound.withLockedValue({ $0 }) else { preconditionFailure("opened") }
        return try await loop.submit {
            guard let link = bound.value.link else { preconditionFailure("made") }
            return body(link)
        }.get()
    }
}

extension LinkWitness: BenchItem {
    var testimony: String { "the link reported \(reports)" }

    func remove() {
        guard let bound = bound.withLockedValue({ $0 }) else { return }
        try? loop.submit { bound.value.link?.abandon() }.wait()
    }
}
