// A row of the database as a record: the coding keys are the columns' names, so all that is left to
// say is how a time is kept.

import GRDB
import GatewayAPI

extension SessionRecord: FetchableRecord {}

extension SessionEvent: FetchableRecord {}

/// Whole milliseconds since the epoch.
extension Timestamp: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { milliseconds.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map(Timestamp.init(milliseconds:))
    }
}
