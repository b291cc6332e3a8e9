// A history whose disk neither takes what it is given nor fails: nobody's words wait for it for
// ever. A history that fails answers at once, and is EndToEndTests' to lock.

import GatewayConfiguration
import GatewayTestSupport
import LeaseCore
import Logging
import NIOPosix
import Testing

@testable import GatewayServer

/// Takes everything, and never says that it is written.
private final class SilentJournal: Journal {
    private let numbers = NoJournal()

    func nextSession() -> SessionID { numbers.nextSession() }
    func nextLease() -> LeaseNumber? { numbers.nextLease() }
    var hasRoom: Bool { true }
    var problems: [String] { [] }
    func record(_ fact: SessionFact) {}
    func record(_ fact: SessionFact, written: @escaping @Sendable (Bool) -> Void) {}
    func record(_ grant: SessionGrant, written: @escaping @Sendable (Bool) -> Void) {}
    func record(_ order: ServiceOrder, written: @escaping @Sendable (Bool) -> Void) {}
    var drains: [String: ServiceOrder] { [:] }
    var lastLeases: [String: LeaseNumber] { [:] }
}

/// Has none, and takes none.
private struct NoTokens: TokenStore {
    func tokens() -> [StoredToken] { [] }
    func give(_ token: StoredToken, changed: @escaping Changed) {}
    func revokeTokens(
        of user: String,
        at milliseconds: Int64,
        by actor: String,
        changed: @escaping Changed
    ) -> Int { 0 }
}

@Suite(.endToEnd) struct SilentJournalTests {
    private static let configuration = """
        devices:
          board1:
            connect: tcp://127.0.0.1:9
            listen: ["raw://127.0.0.1:0", "raw://127.0.0.1:0?observe=1"]
            access: {hold: [alice]}
        """

    @Test func `one that reads or is turned away has its words after a second`() async throws {
        let surroundings = Surroundings(userID: 990, hostName: "lab1", home: "/nowhere")
        let gateway = try await Gateway.start(
            try ConfigurationFile.read(
                text: Self.configuration,
                file: "hotseat.yaml",
                surroundings: surroundings
            ),
            journal: SilentJournal(),
            tokens: NoTokens(),
            on: MultiThreadedEventLoopGroup.singleton,
            log: Logger(label: "silent journal") { _ in SwiftLogNoOpLogHandler() }
        )
        let listen = try #require(await gateway.status(of: "board1")).listen
        let addresses = listen.compactMap { TCPAddress($0) }
        let start = ContinuousClock.now
        let refused = try LineClient.connect(to: addresses[0])
        let observer = try LineClient.connect(to: addresses[1])
        #expect(try refused.readFarewell().hasPrefix("board1: 127.0.0.1 is not among those"))
        #expect(try observer.readNotice() == "You observe board1, which nobody has.")
        let taken = ContinuousClock.now - start
        #expect(taken > .milliseconds(900) && taken < .seconds(2))
        await gateway.shutDown()
    }
}
