// What others wrote must not give orders to the terminal on which it is shown: not in a table, not
// in a message, not in JSON or CSV.

import Foundation
import GatewayAPI
import GatewayDoubles
import Testing

@testable import HotseatCommands

struct PrintableTests {
    private static let orders =
        "\u{1B}]0;title\u{07}\u{1B}[2J\u{9B}31m\u{7F}\r\n\t\u{202E}reversed\u{2028}\u{E0041}"

    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || scalar.value > 0x1F && scalar.value != 0x7F
                    && ![0x9B, 0x202E, 0x2028, 0xE0041].contains(scalar.value)
        }
    }

    @Test func `controls are written out and all else stays`() {
        #expect("Gruß an 東京 ✓".printable == "Gruß an 東京 ✓")
        #expect("a\u{1B}[2Jb\r\n".printable == #"a\u{1B}[2Jb\r\n"#)
        #expect(isHarmless(Self.orders.printable))
    }

    @Test func `every form of a session is harmless`() throws {
        var session = SessionRecord.ended(17)
        session.user = Self.orders
        session.address = Self.orders
        session.endDetail = Self.orders
        session.endReason = Self.orders
        session.clientContext = [Self.orders: Self.orders]
        session.events = [
            SessionEvent(at: session.arrivedAt, kind: Self.orders, detail: Self.orders)
        ]
        for form in [nil] + SessionForm.allCases {
            var printer = SessionPrinter(form: form, clock: .local)
            let text = try printer.text(of: [session])
            #expect(isHarmless(text))
            #expect(text.filter { $0 == "\n" }.count == (form == .json ? 1 : 2))
        }
        #expect(isHarmless(SessionsShow.text(of: session, clock: .local)))
        #expect(isHarmless(try JSONText.document(session)))
    }

    @Test func `JSON says the same after it was made harmless`() throws {
        var session = SessionRecord.ended(17)
        session.endDetail = Self.orders
        let text = try JSONText.line(session)
        #expect(try decoded(text).endDetail == Self.orders)
        #expect(try decoded(JSONText.document(session)).endDetail == Self.orders)
    }

    @Test func `a table of devices is harmless`() {
        var status = GatewayStatus.sample
        status.devices[0].holder?.user = Self.orders
        status.devices[0].queue[0].address = Self.orders
        var table = StatusTable(waitersMax: 10)
        #expect(isHarmless(table.text(status)))
    }
}

private func decoded(_ text: String) throws -> SessionRecord {
    try JSONDecoder().decode(SessionRecord.self, from: Data(text.utf8))
}
