// Who brought a session's end about. Each reason has exactly one side; the mapping stands with the
// reasons in `EndReason`.

/// The column `end_side` of the record.
public enum EndSide: String, CaseIterable, Hashable, Sendable {
    case client, gateway, `operator`, device
}
