// The header `Date`, which an origin server with a clock owes to every answer (RFC 9110, 6.6.1).
// The times within an answer are RFC 3339 and not this.

import GatewayAPI

extension Timestamp {
    /// `Sun, 22 Nov 2026 16:20:44 GMT` (RFC 9110, section 5.6.7).
    var httpDate: String {
        let seconds = milliseconds / 1_000
        let civil = CivilTime(seconds: seconds)
        // The epoch was a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(seconds / 86_400 % 7)]
        let month = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][civil.month - 1]
        let day = civil.day < 10 ? "0\(civil.day)" : "\(civil.day)"
        return "\(weekday), \(day) \(month) \(civil.year) \(civil.timeOfDay) GMT"
    }
}
