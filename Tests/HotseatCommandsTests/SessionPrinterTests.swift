// The record's rows in each of their forms, compared as text, in a zone an hour east of UTC.
// Which rows there are is the record's affair.

import Foundation
import GatewayAPI
import GatewayDoubles
import Testing

@testable import HotseatCommands

struct SessionPrinterTests {
    private let clock = WallClock(
        now: Timestamp(text: "2026-11-22T16:21:00.000Z")!,
        offsetSeconds: { _ in 3_600 }
    )

    private func printer(_ form: SessionForm? = nil) -> SessionPrinter {
        SessionPrinter(form: form, clock: clock)
    }

    @Test func `a table in local time, with what goes on counted up to now`() throws {
        var printer = printer()
        let text = try printer.text(of: [.waiting(20), .holding(19), .refused(18), .ended(17)])
        #expect(
            text == tableText
        )
    }

    @Test func `the next page is in line with the first`() throws {
        var printer = printer()
        _ = try printer.text(of: [.ended(1_000)])
        #expect(
            try printer.text(of: [.ended(999)]) == nextPageText
        )
    }

    @Test func `nothing is nothing, but CSV has its header`() throws {
        var table = printer()
        #expect(try table.text(of: []) == "")
        var json = printer(.json)
        #expect(try json.text(of: []) == "")
        var csv = printer(.csv)
        #expect(try csv.text(of: []).hasPrefix("id,device,user,address,"))
    }

    @Test func `JSON is one object a line, with every column, null where nothing is known`() throws
    {
        var printer = printer(.json)
        let text = try printer.text(of: [.holding(19), .ended(17)])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[2].isEmpty)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        )
        #expect(Set(object.keys) == Set(SessionRecord.columns.map(\.rawValue)))
        #expect(object["end_reason"] is NSNull)
        #expect(object["arrived_at"] as? String == "2026-11-22T16:08:40.300Z")
        #expect(
            try JSONDecoder().decode(SessionRecord.self, from: Data(lines[1].utf8)) == .ended(17)
        )
    }

    @Test func `CSV has a header once, and null is empty`() throws {
        var printer = printer(.csv)
        #expect(
            try printer.text(of: [.ended(17)]) == csvText
        )
        #expect(try printer.text(of: [.ended(16)]).hasPrefix("16,board1,"))
    }

    @Test func `CSV quotes what would break a row`() throws {
        var session = SessionRecord.ended(17)
        session.endDetail = "said \"no\", twice\nand left"
        session.clientContext = ["job": "a,b"]
        let row = session.commaSeparated
        #expect(row.contains(#","said ""no"", twice\nand left","#))
        #expect(row.contains(#","{""job"":""a,b""}","#))
        #expect(row.filter { $0 == "\n" }.count == 1)
    }

    @Test func `one session is shown whole`() {
        var session = SessionRecord.ended(17)
        session.clientContext = ["job": "42"]
        session.events = [
            SessionEvent(at: session.arrivedAt, kind: "arrived", detail: nil),
            SessionEvent(at: session.grantedAt!, kind: "link_refused", detail: "3 times"),
        ]
        #expect(
            SessionsShow.text(of: session, clock: clock) == sessionText
        )
    }
}

private let tableText = """
    ID  DEVICE  WHO      ARRIVED              WAITED    HELD  REASON         ADDRESS
    20  board1  alice    2026-11-22 17:08:40  12m19s       -  waiting        10.0.0.5:5123
    19  board1  alice    2026-11-22 17:08:40  12m04s     15s  holding        10.0.0.5:5123
    18  board1  fd00::7  2026-11-22 17:10:00     2ms       -  queue_full     [fd00::7]:40001
    17  board1  alice    2026-11-22 17:08:40    1.2s  12m03s  client_closed  10.0.0.5:5123

    """

private let nextPageText = """
     999  board1  alice  2026-11-22 17:08:40    1.2s  12m03s  client_closed  10.0.0.5:5123

    """

private let csvText = """
    id,device,user,address,via,role,lease,arrived_at,granted_at,ended_at,waited_ms,held_ms,idle_ms,\
    queue_position,end_reason,end_side,end_phase,end_detail,end_actor,bytes_to_device,\
    bytes_from_device,client_context,transcript,run_id
    17,board1,alice,10.0.0.5:5123,raw,holder,4812,2026-11-22T16:08:40.300Z,\
    2026-11-22T16:08:41.500Z,2026-11-22T16:20:44.500Z,1200,723000,0,1,client_closed,client,holding,\
    ,,120,4096,,,3

    """

private let sessionText = """
    id:                17
    device:            board1
    user:              alice
    address:           10.0.0.5:5123
    via:               raw
    role:              holder
    lease:             4812
    arrived_at:        2026-11-22 17:08:40.300
    granted_at:        2026-11-22 17:08:41.500
    ended_at:          2026-11-22 17:20:44.500
    waited_ms:         1200 (1.2s)
    held_ms:           723000 (12m03s)
    idle_ms:           0 (0s)
    queue_position:    1
    end_reason:        client_closed
    end_side:          client
    end_phase:         holding
    end_detail:        -
    end_actor:         -
    bytes_to_device:   120
    bytes_from_device: 4096
    client_context:    {"job":"42"}
    transcript:        -
    run_id:            3

    events:
      2026-11-22 17:08:40.300  arrived
      2026-11-22 17:08:41.500  link_refused  3 times

    """
