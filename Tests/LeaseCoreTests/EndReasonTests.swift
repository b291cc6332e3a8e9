// The reasons as the record has them: which there are, letter for letter, and whose each one is.
// The spelling of the record's other words is held here too.

import LeaseCore
import Testing

@Suite struct EndReasonTests {
    private static let sides: [EndSide: [String]] = [
        .client: [
            "client_closed", "client_quit", "client_reset", "client_keepalive", "client_unacked",
            "client_stalled",
        ],
        .gateway: [
            "idle_timeout", "hold_limit", "preempted", "superseded", "queue_timeout", "queue_full",
            "denied", "protocol_error", "resource_exhausted", "gateway_shutdown", "gateway_crash",
            "internal_error",
        ],
        .operator: ["kicked", "device_drained"],
        .device: [
            "device_closed", "device_reset", "device_lost", "device_stalled", "device_refused",
            "device_unreachable",
        ],
    ]

    @Test(arguments: EndSide.allCases)
    func `each side has its reasons, and no other`(side: EndSide) {
        let reasons = EndReason.allCases.filter { $0.side == side }
        #expect(reasons.map(\.rawValue).sorted() == Self.sides[side]?.sorted())
    }

    @Test(arguments: EndReason.allCases)
    func `a reason has words for a notice`(reason: EndReason) {
        #expect(!reason.words.isEmpty)
        #expect(reason.words.allSatisfy { $0.isASCII && !$0.isNewline })
        #expect(!reason.words.hasSuffix("."))
    }

    @Test func `phases, roles, sides and states are spelled as in the record`() {
        #expect(
            SessionPhase.allCases.map(\.rawValue)
                == ["arriving", "queued", "connecting", "holding", "observing"]
        )
        #expect(
            SessionRole.allCases.map(\.rawValue) == ["holder", "waiter", "observer", "refused"]
        )
        #expect(EndSide.allCases.map(\.rawValue) == ["client", "gateway", "operator", "device"])
        #expect(
            DeviceState.allCases.map(\.rawValue)
                == ["free", "connecting", "held", "releasing", "down", "draining", "drained"]
        )
        #expect(LinkState.allCases.map(\.rawValue) == ["closed", "opening", "open", "closing"])
    }

    @Test func `a failed link ends its holder by what the device said`() {
        #expect(LinkFailure.refused.reason == .deviceRefused)
        #expect(LinkFailure.unreachable.reason == .deviceUnreachable)
    }
}
