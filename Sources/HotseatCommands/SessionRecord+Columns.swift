// A session column by column, in the record's order, for the forms that name each: CSV and
// `sessions show`. A column that is added to the record is asked for here by the compiler.

import FoundationEssentials
import GatewayAPI

extension SessionRecord {
    /// What a column holds, by the way it is shown.
    enum Cell {
        case text(String?)
        case number(Int64?)
        case moment(Timestamp?)
        /// A length of time in milliseconds.
        case length(Int64?)
    }

    /// The row's columns; events are rows of their own.
    static let columns = CodingKeys.allCases.filter { $0 != .events }

    /// What is in a column.
    func cell(_ column: CodingKeys) -> Cell {
        switch column {
        case .id: .number(id)
        case .device: .text(device)
        case .user: .text(user)
        case .address: .text(address)
        case .via: .text(via)
        case .role: .text(role)
        case .lease: .number(lease)
        case .arrivedAt: .moment(arrivedAt)
        case .grantedAt: .moment(grantedAt)
        case .endedAt: .moment(endedAt)
        case .waitedMilliseconds: .length(waitedMilliseconds)
        case .heldMilliseconds: .length(heldMilliseconds)
        case .idleMilliseconds: .length(idleMilliseconds)
        case .queuePosition: .number(Int64(queuePosition))
        case .endReason: .text(endReason)
        case .endSide: .text(endSide)
        case .endPhase: .text(endPhase)
        case .endDetail: .text(endDetail)
        case .endActor: .text(endActor)
        case .bytesToDevice: .number(bytesToDevice)
        case .bytesFromDevice: .number(bytesFromDevice)
        case .clientContext: .text(clientContext.flatMap(Self.json))
        case .transcript: .text(transcript)
        case .runID: .number(runID)
        case .events: .text(nil)
        }
    }

    /// The row as a line of CSV (RFC 4180, but for the line's end): what is null is empty.
    var commaSeparated: String {
        let cells = Self.columns.map { column in
            let text =
                switch cell(column) {
                case .text(let text): text?.printable
                case .number(let number), .length(let number): number.map { String($0) }
                case .moment(let moment): moment?.text
                }
            return Self.quoted(text ?? "")
        }
        return cells.joined(separator: ",") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func json(_ context: [String: String]) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(context)).map { String(decoding: $0, as: UTF8.self) }
    }
}
